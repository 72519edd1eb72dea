import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync } from 'node:fs'
import { Command, InvalidArgumentError } from 'commander'
import { counted } from '../../common/index.ts'
import {
  areaUnderCurve,
  journalSchema,
  type Observation,
  observationOf,
  simpleRegret,
  timeToTarget,
} from '../../core.ts'
import {
  baselineFile,
  findRun,
  type JournalError,
  readAnyJournal,
  searches,
} from '../../node/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { type ObservedSearch } from '../../session/index.ts'
import { note, out, stdout } from '../output.ts'
import { type RenderedComparison, compareObserved } from './compareJournals.ts'
import { readObservations } from './readObservations.ts'
import { runArgument, withSearch } from '../runs/theRun.ts'
import { renderStored } from './renderStored.ts'
import { renderStory } from './renderStory.ts'
import { storedResult } from '../../node/index.ts'
import { addLine, emptyStory } from './story.ts'
import { storyJson } from './storyJson.ts'
import { unknownOf } from './unknownOf.ts'

interface Options {
  readonly against?: string
  readonly target?: number
  readonly optimum?: number
  readonly json?: boolean
}

const number = (given: string): number => {
  const value = given.trim() === '' ? NaN : Number(given)
  if (!Number.isFinite(value)) throw new InvalidArgumentError('It takes a number.')
  return value
}

/** How soon a search found what it found. */
const showCurve = (
  observations: ReadonlyArray<Observation>,
  { target, optimum }: Options,
): ReadonlyArray<string> => {
  const rewards = observations.map(({ reward }) => reward)
  if (rewards.length === 0) return []
  const time = target === undefined ? undefined : timeToTarget(rewards, target)
  return [
    `curve    area under the best so far ${areaUnderCurve(rewards).toFixed(4)}`,
    ...(target === undefined
      ? []
      : [
          `target   ${target} ${time === undefined ? 'not reached' : `after ${counted(time, 'episode')}`}`,
        ]),
    ...(optimum === undefined
      ? []
      : [`regret   ${simpleRegret(rewards, optimum).toFixed(4)} to the optimum ${optimum}`]),
  ]
}

/** The search beside the one that is named, or beside its own baseline; `undefined` where it has none. */
const compareWith = async (
  path: string,
  search: ObservedSearch,
  named: string | undefined,
): Promise<E.Either<string, RenderedComparison | undefined>> => {
  const own = baselineFile(path)
  if (named === undefined && !existsSync(own)) return E.right(undefined)
  return pipe(
    named === undefined ? E.right({ file: own }) : findRun(named, searches),
    TE.fromEither,
    TE.flatMap(({ file }) => readObservations(file)),
    TE.flatMapEither((baseline) =>
      compareObserved(search, baseline, named ?? baseline.header?.policy.name ?? 'the baseline'),
    ),
  )()
}

const show = async (path: string, options: Options): Promise<number> => {
  const observations: Array<Observation> = []
  let story = emptyStory
  let schema: number = journalSchema
  let failure: JournalError | undefined
  for await (const read of readAnyJournal(path)) {
    if (read._tag === 'Line') {
      story = addLine(story, read.line)
      schema = read.schema
      if (read.line.event._tag === 'Rewarded') observations.push(observationOf(read.line.event))
    } else if (read._tag === 'Stopped') failure = read.error
    else if (read._tag === 'Torn')
      note(`Its last line is torn (${read.bytes} bytes); resuming cuts it off.`)
  }
  const { header } = story
  if (schema < journalSchema) note(unknownOf(schema, story.dropped))
  const result = storedResult(path, header)
  if (header !== undefined && options.json !== true)
    for (const line of [
      ...renderStory(path, story, failure?._tag === 'JournalDamaged' ? failure.line : undefined),
      ...showCurve(observations, options),
      ...(result === undefined ? [] : renderStored(result)),
    ])
      out(line)
  if (failure !== undefined) return failedWith(failure.message)
  const compared = await compareWith(path, { header, observations }, options.against)
  if (E.isLeft(compared)) return failedWith(compared.left)
  if (options.json === true) stdout.data(storyJson(path, story, result, compared.right?.comparison))
  else for (const line of compared.right?.lines ?? []) out(line)
  return status.well
}

/** `rxnas show`. */
export const showCommand = (): Command =>
  new Command('show')
    .summary('the story and the result of a search, in one screen')
    .description(
      'Tells the story of a search in one screen: its episodes, the best of them, what the network that it ended with reached on the test split, and whether the search beat its baseline.',
    )
    .argument(...runArgument)
    .option('--against <run>', 'compare with another search instead of its own baseline')
    .option('--target <reward>', 'tell after how many episodes this reward was reached', number)
    .option('--optimum <reward>', 'tell what is missing to the best reward there is', number)
    .option('--json', 'print all of it as one JSON object')
    .action(async (run: string | undefined, options: Options) => {
      process.exitCode = await withSearch(run, (path) => show(path, options))
    })
