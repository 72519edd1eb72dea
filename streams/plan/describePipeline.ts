import { recordStages } from './internal/recordStages.ts'
import { type Stage } from './named.ts'
import { type Pipeline } from '../search/searchLoop.ts'

/** The stages of a pipeline, one after another: plain data, for a person or a journal. */
export type Plan = ReadonlyArray<Stage>

/**
 * Lists the stages of a pipeline by name and options, trainers and branches included, without running
 * it: the pipeline is composed once over a stream that records what it is piped through. Operators of
 * RxJS have no names and are listed as `unnamed`; `named` gives an operator of your own a name.
 *
 * @example
 * import { accuracy, choice, struct } from 'rxnas'
 * import {
 *   computeReward,
 *   dedupe,
 *   describePipeline,
 *   printPlan,
 *   trainChild,
 *   validateAction,
 * } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * const trainer = () => [{ accuracy: 1 }]
 * const plan = describePipeline((proposed) =>
 *   proposed.pipe(
 *     validateAction(space),
 *     dedupe(),
 *     trainChild(trainer, { budget: {}, seed: 1 }),
 *     computeReward(accuracy),
 *   ),
 * )
 * console.log(plan.map(({ name }) => name).join(' > '))
 * // validateAction > dedupe > trainChild > computeReward
 * process.stdout.write(printPlan(plan))
 */
export const describePipeline = <A, S>(pipeline: Pipeline<A, S>): Plan => recordStages(pipeline)
