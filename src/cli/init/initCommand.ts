import { Command, Option } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { existsSync, writeFileSync } from 'node:fs'
import { currentName } from '../../common/index.ts'
import { configNames } from '../../node/config/index.ts'
import { inspectData } from '../../node/index.ts'
import { familyNames } from '../../tfjs/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, out } from '../output.ts'
import { ask } from './ask.ts'
import { type Answers, renderConfig } from './renderConfig.ts'

interface InitOptions extends Partial<Omit<Answers, 'episodes'>> {
  readonly yes?: boolean
  readonly format?: 'ts' | 'json'
}

/** The answers of the flags alone, once the data has been looked at. */
const unasked = async ({
  data = 'mnist',
  target,
  space,
}: InitOptions): Promise<E.Either<string, Answers>> => {
  const seen = await inspectData(data, target === undefined ? {} : { target }, note)
  if (E.isLeft(seen)) return E.left(seen.left.message)
  for (const line of seen.right) out(line)
  return E.right({
    data,
    ...(target === undefined ? {} : { target }),
    ...(space === undefined ? {} : { space }),
    episodes: 16,
  })
}

const init = async (options: InitOptions): Promise<number> => {
  const there = configNames.find((name) => existsSync(name))
  if (there !== undefined)
    return failedWith(`${there} exists already. Change it, or remove it and try again.`)
  let answers: Answers
  let format = options.format ?? 'ts'
  if (options.yes === true) {
    const unasked_ = await unasked(options)
    if (E.isLeft(unasked_)) return failedWith(unasked_.left)
    answers = unasked_.right
  } else {
    if (!process.stdin.isTTY) {
      note(
        'rxnas init asks questions, and there is no terminal to answer in. Answer by flags: rxnas init --yes --data FILE --target COLUMN',
      )
      return status.usage
    }
    const asked = await ask(options)
    if (asked === undefined) return status.interrupted
    answers = asked
    format = options.format ?? asked.format
  }
  const file = `rxnas.config.${format}`
  try {
    writeFileSync(file, renderConfig(answers, format), { flag: 'wx' })
  } catch (error) {
    return failedWith(`${file} could not be written: ${String(error)}.`)
  }
  out(`${file} is written. Search by: rxnas search`)
  return status.well
}

/** A name from before it was changed is read, and told nowhere. */
const spaceOption = (): Option => {
  const option = new Option('--space <name>', 'the networks to search among').choices(familyNames)
  const { parseArg } = option
  return parseArg === undefined
    ? option
    : option.argParser((given: string, before: string) => parseArg(currentName(given), before))
}

/** `rxnas init`. */
export const initCommand = (): Command =>
  new Command('init')
    .summary('write a configuration for your data')
    .description('Asks a few questions, looks at the data, and writes a configuration that runs.')
    .option('--data <source>', 'mnist, fashion-mnist, a file or a folder')
    .option('--target <column>', 'the column of a table to be predicted')
    .addOption(spaceOption())
    .addOption(new Option('--format <name>', 'kind of file').choices(['ts', 'json']))
    .option('--yes', 'ask nothing: what no flag says is left to the defaults')
    .action(async (options: InitOptions) => {
      process.exitCode = await init(options)
    })
