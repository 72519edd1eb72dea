import { Command, InvalidArgumentError, Option } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { dataOptionNames, readingOptionNames } from '../../data/index.ts'
import { dataOptionsOf, readSettings, type SettingName } from '../../session/index.ts'
import { status } from '../exitStatus.ts'
import { note } from '../output.ts'
import { addSettings, type Flags, givenFlags } from '../settings/flags.ts'
import { exportFormats, exportNetwork, type ExportOptions } from './exportNetwork.ts'
import { predict, type PredictOptions } from './predict.ts'
import { networkArgument, trainedArgument, withNetwork } from '../runs/theRun.ts'
import { servePredictions } from './servePredictions.ts'
import { train } from './train.ts'

const trainSettings: ReadonlyArray<SettingName> = [
  'data',
  ...dataOptionNames,
  'finalBudget',
  'finalThreads',
  'seed',
  'threads',
  'out',
]

const runTrain = async (
  path: string,
  { config, ...flags }: Flags & { readonly config?: string },
): Promise<number> => {
  const values = readSettings(givenFlags(flags, trainSettings))
  if (E.isRight(values)) return train(path, values.right, config)
  note(values.left.message)
  return status.usage
}

/** `rxnas train`. */
export const trainCommand = (): Command =>
  addSettings(
    new Command('train')
      .summary('train a found network anew, on the same or on other data')
      .description(
        'Trains the architecture of a network from new first weights on a data set, keeps the weights of the lowest validation loss, saves it with its card and tests it once.',
      )
      .argument(...networkArgument)
      .option(
        '--config <file>',
        'the code that defines a network of a space of its own; rxnas.config.ts or .js here by default',
      ),
    trainSettings,
  )
    .addHelpText(
      'after',
      `
What is not given is as the network was trained before; --out is trained/DATE-TIME by default.`,
    )
    .action(async (given: string | undefined, flags: Flags & { readonly config?: string }) => {
      process.exitCode = await withNetwork(given, (path) => runTrain(path, flags))
    })

/** The settings of reading data that new data takes as well. */
const predictSettings: ReadonlyArray<SettingName> = [...readingOptionNames, 'form', 'onBad']

interface ServeFlags {
  /** The port of the server; `true` where none was named. */
  readonly serve?: number | true
  readonly host?: string
}

type PredictFlags = Flags & ServeFlags & Partial<Pick<PredictOptions, 'data' | 'out'>>

/** The port that a server listens on where none is named. */
const defaultPort = 8000

/** Only this machine. */
const loopback = '127.0.0.1'

const readHost = (text: string): string => {
  if (text.trim() !== '') return text
  throw new InvalidArgumentError('It takes an address, as 0.0.0.0 for all of this machine.')
}

const readPort = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (port <= 65_535) return port
  throw new InvalidArgumentError(
    'It takes a port: a whole number from 0, for any that is free, to 65535.',
  )
}

const runPredict = async (
  path: string,
  { data, out, serve, host, ...flags }: PredictFlags,
): Promise<number> => {
  if ((data === undefined) === (serve === undefined)) {
    note('Give either --data SOURCE, to predict what it holds, or --serve, to answer requests.')
    return status.usage
  }
  // What only files are read by, or only a server, is not passed over.
  const read = Object.values(givenFlags(flags, predictSettings)).map(({ where }) => where)
  const [unread] =
    data === undefined
      ? [...(out === undefined ? [] : ['--out']), ...read]
      : [...(host === undefined ? [] : ['--host'])]
  if (unread !== undefined) {
    const [own, other] = data === undefined ? ['--data', '--serve'] : ['--serve', '--data']
    note(`${unread} belongs to ${own} and says nothing to ${other}. Leave it out.`)
    return status.usage
  }
  if (data === undefined)
    return servePredictions(path, {
      port: typeof serve === 'number' ? serve : defaultPort,
      host: host ?? loopback,
    })
  const values = readSettings(givenFlags(flags, predictSettings))
  if (E.isRight(values))
    return predict(path, {
      data,
      ...(out === undefined ? {} : { out }),
      reading: dataOptionsOf(values.right),
    })
  note(values.left.message)
  return status.usage
}

/** `rxnas predict`. */
export const predictCommand = (): Command =>
  addSettings(
    new Command('predict')
      .summary('what a trained network says of new data, as CSV')
      .description(
        "Reads new data as the network's own was read, and writes a line for each example: its place, the predicted class and the probabilities, or the predicted number. Where the data has labels, their score is told on standard error.",
      )
      .argument(...trainedArgument)
      .option(
        '--data <source>',
        'a file or folder of the form that the network was trained on, or - for standard input',
      )
      .option('--out <file>', 'write the predictions there instead of on standard output')
      .option(
        '--serve [port]',
        `answer requests over HTTP instead, until interrupted (port ${defaultPort} where none is given)`,
        readPort,
      )
      .option(
        '--host <address>',
        `the address that --serve listens on (${loopback} where none is given)`,
        readHost,
      ),
    predictSettings,
  )
    .addHelpText(
      'after',
      `
By --on-bad drop, rows that are uneven or hold what is no number where the network reads one, and images
that cannot be read, have no line in what is written. Rows without a label are predicted.`,
    )
    .action(async (given: string | undefined, options: PredictFlags) => {
      process.exitCode = await withNetwork(given, (path) => runPredict(path, options))
    })

/** `rxnas export`. */
export const exportCommand = (): Command =>
  new Command('export')
    .summary('write a trained network for use elsewhere')
    .description(
      'Writes a network as a tfjs LayersModel (for browsers, Node.js, Netron), as a folder for the web that prepares its inputs itself (a module with types, and a page to try it), as TypeScript that builds it and needs nothing but tfjs, or as JSON that rxnas train takes.',
    )
    .argument(...networkArgument)
    .addOption(
      new Option('--format <name>', 'form of what is written')
        .choices(exportFormats)
        .default('layers-model'),
    )
    .option(
      '--to <path>',
      'file or folder (network-model, network-web, network.ts or network.json)',
    )
    .option('--no-weights', 'TypeScript without the trained weights')
    .option('--force', 'write over what is there')
    .action(async (given: string | undefined, options: ExportOptions) => {
      process.exitCode = await withNetwork(given, (path) => exportNetwork(path, options))
    })
