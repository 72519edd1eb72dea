import { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { dataOptionNames, describeSourcesBriefly } from '../../data/index.ts'
import { readSettings } from '../../session/index.ts'
import { type DataOptions, inspectData } from '../../node/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, out } from '../output.ts'
import { addSettings, givenFlags, type Flags } from '../settings/flags.ts'

const inspect = async (
  source: string,
  { all = false, ...flags }: Flags & { readonly all?: boolean },
): Promise<number> => {
  const options: E.Either<{ readonly message: string }, DataOptions> = readSettings(
    givenFlags(flags, dataOptionNames),
  )
  if (E.isLeft(options)) {
    note(options.left.message)
    return status.usage
  }
  const lines = await inspectData(source, options.right, note, all)
  if (E.isLeft(lines)) return failedWith(lines.left.message)
  for (const line of lines.right) out(line)
  return status.well
}

/** `rxnas data inspect`. */
export const dataCommand = (): Command => {
  const data = new Command('data')
    .summary('show how rxnas reads a data set')
    .description('Data sets as rxnas reads them.')
  addSettings(
    data
      .command('inspect')
      .description('show what was understood of a data set: columns, classes, splits')
      .argument('<source>', `${describeSourcesBriefly()}, as for search --data`)
      .option('--all', 'tell every column, however many there are'),
    dataOptionNames,
  ).action(async (source: string, flags: Flags & { readonly all?: boolean }) => {
    process.exitCode = await inspect(source, flags)
  })
  return data
}
