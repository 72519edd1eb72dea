import * as t from 'io-ts'
import { type OptionCodec } from '../registry/optionCodecs.ts'

/** Metrics that are objectives, by name, and whether more or less of each is better. */
export type ObjectiveDirections = Readonly<Record<string, 'maximize' | 'minimize'>>

const Directions = t.record(t.string, t.union([t.literal('maximize'), t.literal('minimize')]))

const form = 'metrics by name, each maximize or minimize, one or more of them'

const isObjectives = (u: unknown): u is ObjectiveDirections =>
  Directions.is(u) && Object.keys(u).length > 0

/** Codec of {@link ObjectiveDirections}. */
export const ObjectiveDirections: OptionCodec<ObjectiveDirections> = new t.Type(
  form,
  isObjectives,
  (u, c) => (isObjectives(u) ? t.success(u) : t.failure(u, c, `these are not ${form}`)),
  t.identity,
)
