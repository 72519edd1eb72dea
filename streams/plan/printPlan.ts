import { type Plan } from './describePipeline.ts'
import { type Part, type Stage } from './named.ts'

const textOf = ({ name, options }: Stage): string => {
  const json = JSON.stringify(options)
  return json === '{}' ? name : `${name} ${json}`
}

const partLines = ({ name, stages }: Part): ReadonlyArray<string> => {
  const [only] = stages
  if (stages.length === 1 && only !== undefined)
    return [`${name}: ${textOf(only)}`, ...inside(only)]
  return [`${name}:`, ...planLines(stages).map((line) => `  ${line}`)]
}

const inside = ({ parts }: Stage): ReadonlyArray<string> =>
  parts.flatMap(partLines).map((line) => `  ${line}`)

const planLines = (plan: Plan): ReadonlyArray<string> =>
  plan.flatMap((stage, i) => [`${i + 1} ${textOf(stage)}`, ...inside(stage)])

/**
 * A plan as text: one stage a line, and below it, indented, what is inside it.
 *
 * @example
 * import { type Trainer, withTimeout, describePipeline, printPlan, trainChild } from 'rxnas/streams'
 * import { accuracy, choice, struct } from 'rxnas'
 * import { computeReward, validateAction } from 'rxnas/streams'
 *
 * const trainer: Trainer<{ units: number }> = () => [{ accuracy: 1 }]
 * const plan = describePipeline((proposed) =>
 *   proposed.pipe(
 *     validateAction(struct({ units: choice(8, 16, 32) })),
 *     trainChild(withTimeout(60)(trainer), { budget: { epochs: 1 }, seed: 1 }),
 *     computeReward(accuracy),
 *   ),
 * )
 * console.log(printPlan(plan))
 * // 1 validateAction
 * // 2 trainChild {"budget":{"epochs":1},"seed":1,"workers":1,"reuse":true,"remember":10000}
 * //   trainer: withTimeout {"seconds":60}
 * //     of: trainer
 * // 3 computeReward {"name":"accuracy","options":{}}
 */
export const printPlan = (plan: Plan): string =>
  planLines(plan)
    .map((line) => `${line}\n`)
    .join('')
