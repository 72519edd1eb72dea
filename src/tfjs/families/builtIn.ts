import * as E from 'fp-ts/lib/Either.js'
import { randomState } from '../../random/index.ts'
import {
  articleActions,
  type CellDag,
  cellDag,
  type CellDagOptions,
  type Cnn1d,
  cnn1dCost,
  cnn1dTask,
  type Cnn1dTask,
  type Cnn2d,
  cnn2d,
  type Cnn2dOptions,
  defaultTraining,
  type Mlp,
  mlp,
  type MlpOptions,
  sample,
  articleCnn1d,
  type ArticleCnn1dOptions,
  type Task,
  type WithTraining,
} from '../../space/index.ts'
import { buildCellDag } from '../children/cellDag.ts'
import { buildCnn2d } from '../children/cnn2d.ts'
import { buildMlp } from '../children/mlp.ts'
import { buildArticleCnn1d } from '../children/articleCnn1d.ts'
import { type ChildFamily, type Children, type UnfitTask } from './ChildFamily.ts'
import { cnn2dOperations, mlpOperations } from './operations.ts'

const training: Children<WithTraining>['training'] = (architecture) =>
  architecture.training ?? defaultTraining

const onImages =
  <A>(family: string, make: (task: Task) => Children<A>) =>
  (task: Task): E.Either<UnfitTask, Children<A>> =>
    task.input.length === 3
      ? E.right(make(task))
      : E.left({
          _tag: 'UnfitTask',
          family,
          message: `The children of ${family} read images (height, width, channels), but an example of this data is of the shape ${task.input.join(' x ')}. Choose another space: mlp reads anything.`,
        })

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

/** What {@link articleCnn1dChildren} may be told. */
export interface ArticleCnn1dFamilyOptions extends Omit<ArticleCnn1dOptions, 'task'> {
  /** `size` unless told; the article's code has `one`. */
  readonly poolStride?: Cnn1dTask['poolStride']
}

/** The article's children: 1-D convolutions over any data, an image as a row of pixels. */
export const articleCnn1dChildren = ({
  poolStride = 'size',
  ...options
}: ArticleCnn1dFamilyOptions = {}): ChildFamily<Cnn1d> => ({
  name: 'article-cnn1d',
  options: { poolStride },
  forTask: (task) => {
    const own = cnn1dTask(task, poolStride)
    const reason = unfitReason({ ...options, task: own })
    return reason === undefined
      ? E.right({
          space: articleCnn1d({ ...options, task: own }),
          build: buildArticleCnn1d(own),
          training,
          cost: (architecture) => cnn1dCost(own)(architecture).flops,
        })
      : E.left({
          _tag: 'UnfitTask',
          family: 'article-cnn1d',
          message: `No child of article-cnn1d fits this data: ${reason} Choose another space: mlp reads anything.`,
        })
  },
})

/** The article's children in the space that its own policy acts in. */
export const articleChildren = ({
  layers = 2,
  poolStride = 'size',
}: {
  readonly layers?: number
  readonly poolStride?: Cnn1dTask['poolStride']
} = {}): ChildFamily<Cnn1d> => ({
  name: 'article',
  options: { poolStride },
  forTask: (task) => {
    const own = cnn1dTask(task, poolStride)
    return E.right({
      space: articleActions({ layers, task: own }),
      build: buildArticleCnn1d(own),
      training,
      cost: (architecture) => cnn1dCost(own)(architecture).flops,
    })
  },
})

/** 2-D convolutional networks, for images. */
export const cnn2dChildren = (options: Cnn2dOptions = {}): ChildFamily<Cnn2d> => ({
  name: 'cnn2d',
  options: {},
  forTask: onImages('cnn2d', (task) => ({
    space: cnn2d(options),
    build: buildCnn2d(task),
    training,
    cost: cnn2dOperations(task),
  })),
})

/** Networks of cells whose edges are decided, for images. */
export const cellDagChildren = (options: CellDagOptions = {}): ChildFamily<CellDag> => ({
  name: 'cell-dag',
  options: {},
  forTask: onImages('cell-dag', (task) => ({
    space: cellDag(options),
    build: buildCellDag(task),
    training,
  })),
})

/** Multi-layer perceptrons, for tables and everything else. */
export const mlpChildren = (options: MlpOptions = {}): ChildFamily<Mlp> => ({
  name: 'mlp',
  options: {},
  forTask: (task) =>
    E.right({ space: mlp(options), build: buildMlp(task), training, cost: mlpOperations(task) }),
})
