import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
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
} from '../../index.ts'
import { baselineFile, findRun, readAnyJournal, searches } from '../../node/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, out } from '../output.ts'
import { compareObserved } from './compareJournals.ts'
import { readObservations } from './readObservations.ts'
import { runArgument, withSearch } from '../runs/theRun.ts'
import { renderStory } from './renderStory.ts'
import { addLine, emptyStory } from './story.ts'
import { unknownOf } from './unknownOf.ts'

interface Options {
  readonly against?: string
  readonly target?: number
  readonly optimum?: number
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

const show = async (path: string, options: Options): Promise<number> => {
  const observations: Array<Observation> = []
  let story = emptyStory
  let schema: number = journalSchema
  let failure: string | undefined
  for await (const read of readAnyJournal(path)) {
    if (read._tag === 'Line') {
      story = addLine(story, read.line)
      schema = read.schema
      if (read.line.event._tag === 'Rewarded') observations.push(observationOf(read.line.event))
    } else if (read._tag === 'Stopped') failure = read.error.message
    else if (read._tag === 'Torn')
      note(`Its last line is torn (${read.bytes} bytes); resuming cuts it off.`)
  }
  const { header } = story
  if (schema < journalSchema) note(unknownOf(schema, story.dropped))
  if (header !== undefined) {
    for (const line of renderStory(path, story)) out(line)
    for (const line of showCurve(observations, options)) out(line)
  }
  if (failure !== undefined) return failedWith(failure)
  const own = existsSync(baselineFile(path)) ? baselineFile(path) : undefined
  const against = options.against === undefined ? undefined : findRun(options.against, searches)
  if (against !== undefined && E.isLeft(against)) return failedWith(against.left)
  const other = against?.right.file ?? own
  if (other === undefined) return status.well
  const compared = pipe(
    await readObservations(other)(),
    E.chain((baseline) =>
      compareObserved(
        { header, observations },
        baseline,
        options.against ?? baseline.header?.policy.name ?? 'the baseline',
      ),
    ),
  )
  if (E.isLeft(compared)) return failedWith(compared.left)
  for (const line of compared.right.lines) out(line)
  return status.well
}

/** `rxnas show`. */
export const showCommand = (): Command =>
  new Command('show')
    .description(
      'Tells the story of a search in one screen, from its journal alone, and whether it beat its baseline.',
    )
    .argument(...runArgument)
    .option('--against <run>', 'compare with another search instead of its own baseline')
    .option('--target <reward>', 'tell after how many episodes this reward was reached', number)
    .option('--optimum <reward>', 'tell what is missing to the best reward there is', number)
    .action(async (run: string | undefined, options: Options) => {
      process.exitCode = await withSearch(run, (path) => show(path, options))
    })
