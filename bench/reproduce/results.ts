import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { Budget } from '../../src/core.ts'
import { sessionFailed, type SessionFailed, showBudget } from '../../src/session/index.ts'
import { appendJsonLine, readJsonLines } from '../jsonLines.ts'
import { published } from './article.ts'

const point = {
  ...{ epoch: t.number, loss: t.number, seconds: t.number },
  ...{ validationAccuracy: t.number, validationLoss: t.number },
  ...{ testAccuracy: t.number, testLoss: t.number },
}
const result = {
  ...{ seed: t.number, threads: t.number, at: t.string },
  ...{ parameters: t.number, testExamples: t.number, seconds: t.number },
}

/** What a network reached at the end of an epoch; `loss` is of its last batch. */
export const CurvePoint = t.readonly(t.strict(point))
export type CurvePoint = t.TypeOf<typeof CurvePoint>

/** What has to be equal for runs to stand in one table; `data` is a hash of what it holds. */
const RunSettings = t.readonly(t.strict({ data: t.string, images: t.number, epochs: t.number }))
export type RunSettings = t.TypeOf<typeof RunSettings>

/** A finished training of one architecture with one seed: a line of the results. */
export const Run = t.readonly(
  t.strict({
    ...{ _tag: t.literal('Run'), architecture: t.keyof(published), settings: RunSettings },
    ...{ ...result, version: t.string, flops: t.number, curve: t.readonlyArray(CurvePoint) },
  }),
)
export type Run = t.TypeOf<typeof Run>

/** A search's winner, trained again for longer and tested: a line of the winners. */
export const Winner = t.readonly(
  t.strict({
    ...{ _tag: t.literal('Winner'), arm: t.string, key: t.string, budget: Budget },
    ...{ ...result, validationAccuracy: t.number, testAccuracy: t.number },
  }),
)
export type Winner = t.TypeOf<typeof Winner>

/** What a winner is known by: the network, the search that found it, and how long it was trained. */
export type WinnerKey = Pick<Winner, 'arm' | 'seed' | 'key' | 'budget'>

const textOf = ({ arm, seed, key, budget }: WinnerKey): string =>
  JSON.stringify([arm, seed, key, showBudget(budget)])

export const isSameWinner = (a: WinnerKey, b: WinnerKey): boolean => textOf(a) === textOf(b)

/** Adds a result, as a worker measured it, to those of its file; its line says what is `beside` it too. */
export const addResult =
  <A extends object>(file: string, codec: t.Type<A, unknown>, results: Array<A>, beside = {}) =>
  (value: unknown): E.Either<SessionFailed, A> =>
    pipe(
      codec.decode(value),
      E.mapLeft(() => sessionFailed(`A worker did not measure what ${file} keeps.`)),
      E.tap((added) => {
        results.push(added)
        return appendJsonLine(file, { ...beside, ...added })
      }),
    )

const Settings = t.readonly(t.record(t.string, t.union([t.string, t.number])))
type Settings = t.TypeOf<typeof Settings>

/** Refuses settings that differ from those kept; says what `holds` these, and where others cannot `stand`. */
export const refuseOther = (kept: Settings, asked: Settings, holds: string, stand: string) => {
  const differences = Object.keys({ ...kept, ...asked })
    .filter((key) => kept[key] !== asked[key])
    .map((key) => `${key} ${kept[key] ?? 'none'}, not ${asked[key] ?? 'none'}`)
    // A hash tells a person nothing.
    .map((text) => (text.startsWith('data ') ? 'other data' : text))
    .join('; ')
  const message = `${holds} of other settings (${differences}), which cannot stand ${stand} these. Give another folder by --out.`
  return differences === '' ? E.right(undefined) : E.left(sessionFailed(message))
}

/** Keeps the settings of searches in a file, or refuses those that differ from what it holds. */
export const keepSettings = (path: string, settings: Settings): E.Either<SessionFailed, void> =>
  pipe(
    readJsonLines(path, Settings),
    E.flatMap(([kept]) =>
      kept === undefined
        ? appendJsonLine(path, settings)
        : refuseOther(kept, settings, `${path} is that of searches`, 'beside'),
    ),
  )
