import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { checkOptions, oneOfNames, optional } from '../../common/index.ts'
import { randomState } from '../../random/index.ts'
import {
  articleCnn1d,
  type ArticleCnn1dOptions,
  type Cnn1d,
  cnn1dCost,
  cnn1dTask,
  type Cnn1dTask,
  constant,
  layersCheck,
  sample,
  trainingChoices,
} from '../../space/index.ts'
import { buildArticleCnn1d } from '../children/buildArticleCnn1d.ts'
import { type ChildFamily } from './ChildFamily.ts'
import { decidedTraining, plainTraining } from './decidedTraining.ts'
import { type DefinedFamily, defineFamily } from './defineFamily.ts'
import { cnn1dDesigns, withDesigns } from './designs.ts'
import { layersSetting, poolStrideSetting, tuneSetting } from './settings.ts'

/** Why no child of {@link articleCnn1d} fits a task: a draw of few layers would, were there one. */
const unfitReason = (options: ArticleCnn1dOptions): string | undefined => {
  const { maxLayers = 3 } = options
  let reason: string | undefined
  for (let layers = 1; layers <= maxLayers; layers++) {
    const [drawn] = sample(
      articleCnn1d({ ...options, maxLayers: layers }),
      200,
    )(randomState(layers))
    if (E.isRight(drawn)) return undefined
    reason ??= drawn.left.message
  }
  return reason
}

/** Options of {@link articleCnn1dChildren}. */
export interface ArticleCnn1dFamilyOptions extends Omit<ArticleCnn1dOptions, 'task'> {
  /** Default `size`; the article's code has `one`. */
  readonly poolStride?: Cnn1dTask['poolStride']
}

/** The article's children: 1-D convolutions over any data, an image as a row of pixels. */
export const articleCnn1dChildren = ({
  poolStride = 'size',
  ...options
}: ArticleCnn1dFamilyOptions = {}): ChildFamily<Cnn1d> => {
  checkOptions(
    'articleCnn1dChildren()',
    { maxLayers: options.maxLayers, poolStride },
    { maxLayers: optional(layersCheck), poolStride: oneOfNames('one', 'size') },
  )
  return {
    name: 'article-cnn1d',
    options: { poolStride },
    forTask: (task) => {
      const own = cnn1dTask(task, poolStride)
      const reason = unfitReason({ ...options, task: own })
      return reason === undefined
        ? E.right({
            space: articleCnn1d({ ...options, task: own }),
            build: buildArticleCnn1d(own),
            training: decidedTraining,
            cost: (architecture) => cnn1dCost(own)(architecture).flops,
          })
        : E.left({
            _tag: 'UnfitTask',
            family: 'article-cnn1d',
            message: `No child of article-cnn1d fits this data: ${reason} Choose another space: mlp reads anything.`,
          })
    },
  }
}

/** The definition of {@link articleCnn1dChildren}. */
export const articleCnn1dFamily: DefinedFamily<'article-cnn1d', Cnn1d> = defineFamily({
  name: 'article-cnn1d',
  help: 'the article’s networks: 1-D convolutions over any data',
  settings: { layers: layersSetting(2), poolStride: poolStrideSetting, tune: tuneSetting(false) },
  make: ({ layers, poolStride, tune }) =>
    pipe(
      articleCnn1dChildren({
        ...{ maxLayers: layers, poolStride },
        training: tune ? trainingChoices() : constant({ ...plainTraining }),
      }),
      withDesigns(cnn1dDesigns(plainTraining)),
    ),
  // Trained as the article's, where that is not decided.
  earlier: [
    ({ layers, poolStride, tune }) =>
      articleCnn1dChildren({
        ...{ maxLayers: layers, poolStride },
        ...(tune ? { training: trainingChoices() } : {}),
      }),
  ],
})
