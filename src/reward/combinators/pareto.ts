import { describeReward } from '../description/describeReward.ts'
import { composed, rangeOf } from '../internal/composed.ts'
import { covers, gainOf, type Point } from '../internal/hypervolume.ts'
import { plusRange, type Range, timesRange } from '../internal/range.ts'
import { type Json } from '../../space/index.ts'
import { type Reward } from '../Reward.ts'

/**
 * Pays a child what it adds to the hypervolume of the Pareto front so far: for objectives of which
 * none is worth more than another. The reference point are the penalties of the objectives, so each
 * needs a finite one. A child that others cover gets 0, as does one that could not be trained.
 *
 * Source: Zitzler and Thiele, "Multiobjective optimization using evolutionary algorithms" (PPSN
 * 1998), for the measure; its gain as a reward is that of hypervolume-based selection.
 *
 * @example
 * import { accuracy, clip, parameters } from 'rxnas'
 * import { pareto, scale } from 'rxnas/reward'
 *
 * const small = clip({ min: -10, max: 0 })(scale(-1e-6)(parameters))
 * console.log(pareto(accuracy, small).max) // 10
 */
export const pareto = (...objectives: ReadonlyArray<Reward>): Reward => {
  const descriptions = objectives.map(describeReward)
  const reference = objectives.map(({ penalty }) => penalty)
  const unbounded = objectives.find(({ penalty }) => !Number.isFinite(penalty))
  const isFront = (memory: Json): memory is ReadonlyArray<Point> =>
    Array.isArray(memory) &&
    memory.every(
      (point: unknown) =>
        Array.isArray(point) &&
        point.length === objectives.length &&
        point.every((value) => typeof value === 'number'),
    )
  return composed({
    name: 'pareto',
    options: { of: descriptions },
    parts: objectives,
    ...(unbounded === undefined ? {} : { blames: unbounded }),
    range: [
      0,
      objectives
        .map(rangeOf)
        .reduce<Range>(
          (volume, [least, most]) => timesRange(volume, plusRange([least, most], [-least, -least])),
          [1, 1],
        )[1],
    ],
    invalid:
      unbounded !== undefined
        ? 'needs objectives with a lower bound, which is its reference point: give it one by withPenalty or clip.'
        : objectives.length < 2
          ? `needs two objectives or more, not ${objectives.length}.`
          : undefined,
    pay: (point, front = []) => gainOf(reference, front, point),
    keeps: {
      is: isFront,
      next: (point, front = []) =>
        front.some((other) => covers(other, point))
          ? front
          : [...front.filter((other) => !covers(point, other)), point],
    },
  })
}
