import * as t from 'io-ts'
import { FiniteNumber, type Metrics } from '../../episode/index.ts'
import { optionCodec, type OptionCodec } from '../../episode/optionCodecs.ts'

/** The metrics that are objectives, by name, and whether more or less of each is better. */
export type Objectives = Readonly<Record<string, 'maximize' | 'minimize'>>

const Directions = t.record(t.string, t.union([t.literal('maximize'), t.literal('minimize')]))

const takes = 'metrics by name, each maximize or minimize, one or more of them'

const isObjectives = (u: unknown): u is Objectives => Directions.is(u) && Object.keys(u).length > 0

/** Codec of {@link Objectives}. */
export const Objectives: OptionCodec<Objectives> = optionCodec({ takes, holds: isObjectives })

/** The values of the objectives, in their order, more being better in each; none where one was not measured. */
export const objectiveValues =
  (objectives: Objectives) =>
  (metrics: Metrics): ReadonlyArray<FiniteNumber> | undefined => {
    const values = Object.entries(objectives).flatMap(([name, direction]) => {
      const value = Object.hasOwn(metrics, name) ? metrics[name] : undefined
      const better = value === undefined || direction === 'maximize' ? value : 0 - value
      return FiniteNumber.is(better) ? [better] : []
    })
    return values.length === Object.keys(objectives).length ? values : undefined
  }
