import { Command, Option } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync, writeFileSync } from 'node:fs'
import { currentName, messageOf } from '../../common/index.ts'
import { describeSourcesBriefly } from '../../data/index.ts'
import { configNames } from '../../node/config/index.ts'
import { inspectData } from '../../node/index.ts'
import { settings } from '../../session/index.ts'
import { familyNames } from '../../tfjs/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, out } from '../output.ts'
import { ask } from './ask.ts'
import { type Answers, renderConfig } from './renderConfig.ts'

interface InitOptions extends Partial<Omit<Answers, 'episodes'>> {
  readonly yes?: boolean
  readonly format?: 'ts' | 'json'
}

type Settled = Answers & { readonly format: 'ts' | 'json' }

/** The answers of the flags alone, once the data has been looked at. Else the status to end with. */
const answersOfFlags = ({
  data = settings.data.byDefault.value,
  target,
  space,
  format = 'ts',
}: InitOptions): TE.TaskEither<number, Settled> =>
  pipe(
    () => inspectData(data, target === undefined ? {} : { target }, note),
    TE.bimap(
      ({ message }) => failedWith(message),
      (seen) => {
        for (const line of seen) out(line)
        return {
          data,
          ...(target === undefined ? {} : { target }),
          ...(space === undefined ? {} : { space }),
          episodes: settings.episodes.byDefault.value,
          format,
        }
      },
    ),
  )

/** The answers of a person at the terminal. */
const answersOfPerson =
  (options: InitOptions): TE.TaskEither<number, Settled> =>
  async () => {
    if (!process.stdin.isTTY) {
      note(
        'rxnas init asks questions, and there is no terminal to answer in. Answer by flags: rxnas init --yes --data FILE --target COLUMN',
      )
      return E.left(status.usage)
    }
    const asked = await ask(options)
    return asked === undefined
      ? E.left(status.interrupted)
      : E.right({ ...asked, format: options.format ?? asked.format })
  }

const writeConfig = ({ format, ...answers }: Settled): number => {
  const file = `rxnas.config.${format}`
  try {
    writeFileSync(file, renderConfig(answers, format), { flag: 'wx' })
  } catch (error) {
    return failedWith(`${file} could not be written: ${messageOf(error)}.`)
  }
  out(`${file} is written. Search by: rxnas search`)
  return status.well
}

const init = (options: InitOptions): Promise<number> => {
  const there = configNames.find((name) => existsSync(name))
  return there !== undefined
    ? Promise.resolve(failedWith(`${there} exists already. Change it, or remove it and try again.`))
    : pipe(
        options.yes === true ? answersOfFlags(options) : answersOfPerson(options),
        TE.match((ended) => ended, writeConfig),
      )()
}

/** A name from before it was changed is read, and shown nowhere. */
const spaceOption = (): Option => {
  const option = new Option('--space <name>', settings.space.help).choices(familyNames)
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
    .option('--data <source>', describeSourcesBriefly())
    .option('--target <column>', settings.target.help)
    .addOption(spaceOption())
    .addOption(new Option('--format <name>', 'kind of file').choices(['ts', 'json']))
    .option('--yes', 'ask nothing: what no flag says has its default')
    .action(async (options: InitOptions) => {
      process.exitCode = await init(options)
    })
