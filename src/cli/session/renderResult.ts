import { type DataUnderstood, type Finished } from '../../session/index.ts'

const four = (value: number | undefined): string => (value ?? NaN).toFixed(4)

/** What a final training reached on the test split, and the baselines on it, in lines for a person. */
export const renderResult = (
  { metrics }: Finished,
  { task, examples }: DataUnderstood,
): ReadonlyArray<string> => {
  const what = `${examples.test} ${task.input.length === 3 ? 'images' : 'examples'}`
  if (task.target._tag === 'Classes')
    return [
      `baselines on the same ${what}: most frequent class ${four(metrics['constantAccuracy'])}, linear model ${four(metrics['linearAccuracy'])}`,
      `test accuracy: ${four(metrics['testAccuracy'])} (${what})`,
    ]
  const rmse = (name: string): string => String(Number((metrics[name] ?? NaN).toPrecision(5)))
  return [
    `baselines on the same ${what}: mean r2 ${four(metrics['constantR2'])}, linear model r2 ${four(metrics['linearR2'])} (rmse ${rmse('linearRmse')})`,
    `test r2: ${four(metrics['testR2'])}, rmse ${rmse('testRmse')} (${what})`,
  ]
}
