import { compareToBaselines } from '../../core.ts'
import { type DataUnderstood, type Finished } from '../../session/index.ts'

const four = (value: number | undefined): string => (value ?? NaN).toFixed(4)

/** Says so where a plain model does as well as the network: it costs less, and is saved beside it. */
const renderVerdict = ({ metrics, model }: Finished): ReadonlyArray<string> => {
  const notBeaten = compareToBaselines(metrics).filter(({ verdict }) => verdict !== 'better')
  const [constant, linear] = (['constant', 'linear'] as const).map((name) =>
    notBeaten.find(({ baseline }) => baseline === name),
  )
  if (constant !== undefined)
    return [
      'The network is no better than a guess without looking at the inputs. Train longer, search longer, or look at the data.',
    ]
  return linear === undefined
    ? []
    : [
        `The linear model is ${linear.verdict === 'worse' ? 'better' : 'as good'}: use it (rxnas predict ${model}/linear --data FILE).`,
      ]
}

/** What a final training reached on the test split, and the baselines on it, in lines for a person. */
export const renderResult = (
  finished: Finished,
  {
    task,
    examples,
  }: Pick<DataUnderstood, 'task'> & {
    readonly examples: Pick<DataUnderstood['examples'], 'test'>
  },
): ReadonlyArray<string> => {
  const { metrics } = finished
  const what = `${examples.test} ${task.input.length === 3 ? 'images' : 'examples'}`
  if (task.target._tag === 'Classes')
    return [
      `baselines on the same ${what}: most frequent class ${four(metrics['constantAccuracy'])}, linear model ${four(metrics['linearAccuracy'])}`,
      ...renderVerdict(finished),
      `test accuracy: ${four(metrics['testAccuracy'])} (${what})`,
    ]
  const rmse = (name: string): string => String(Number((metrics[name] ?? NaN).toPrecision(5)))
  return [
    `baselines on the same ${what}: mean r2 ${four(metrics['constantR2'])}, linear model r2 ${four(metrics['linearR2'])} (rmse ${rmse('linearRmse')})`,
    ...renderVerdict(finished),
    `test r2: ${four(metrics['testR2'])}, rmse ${rmse('testRmse')} (${what})`,
  ]
}
