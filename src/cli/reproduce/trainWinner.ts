import * as E from 'fp-ts/lib/Either.js'
import { deriveSeed } from '../../index.ts'
import { type ProcessTrainer } from '../../node/index.ts'
import { type Interruption } from '../search/interruption.ts'
import { type SearchesPlan } from './plan.ts'
import { type Found, type Searched } from './Searched.ts'
import { type CurveListener, trainCurve } from './trainCurve.ts'
import { type Winner } from './Winner.ts'

/** What the winner of a search is known by, before it is trained. */
export const winnerOf = (
  { arm, seed }: Searched,
  { key }: Found,
  { finalBudget }: SearchesPlan,
): Pick<Winner, 'arm' | 'seed' | 'key' | 'budget'> => ({ arm, seed, key, budget: finalBudget })

/** Trains the winner of a search from the start and tests it at the end. Gives nothing where it was stopped. */
export const trainWinner = async (
  plan: SearchesPlan,
  search: Searched,
  best: Found,
  pool: ProcessTrainer<unknown>,
  interruption: Interruption,
  stepped: CurveListener['stepped'],
): Promise<E.Either<string, Winner | undefined>> => {
  const trained = await trainCurve(
    pool,
    {
      architecture: best.architecture,
      budget: plan.finalBudget,
      // No child of the search has this seed.
      seed: deriveSeed(search.seed, plan.children),
    },
    interruption,
    { stepped, passed: () => undefined },
  )
  return E.Functor.map(trained, (measured) => {
    const last = measured?.curve.at(-1)
    return measured === undefined || last === undefined
      ? undefined
      : {
          _tag: 'Winner',
          ...winnerOf(search, best, plan),
          threads: plan.threads,
          at: new Date().toISOString(),
          validationAccuracy: last.validationAccuracy,
          testAccuracy: last.testAccuracy,
          testExamples: measured.testExamples,
          parameters: measured.parameters,
          seconds: measured.seconds,
        }
  })
}
