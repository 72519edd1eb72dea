import * as E from 'fp-ts/lib/Either.js'
import { checkOptions, oneOfNames } from '../../common/index.ts'
import {
  articleActions,
  type Cnn1d,
  cnn1dCost,
  cnn1dTask,
  type Cnn1dTask,
  layersCheck,
} from '../../space/index.ts'
import { buildArticleCnn1d } from '../children/buildArticleCnn1d.ts'
import { type ChildFamily } from './ChildFamily.ts'
import { decidedTraining } from './decidedTraining.ts'
import { type DefinedFamily, defineFamily } from './defineFamily.ts'
import { layersSetting, poolStrideSetting } from './settings.ts'

/** The article's children in the space that its own policy acts in. */
export const articleChildren = ({
  layers = 2,
  poolStride = 'size',
}: {
  readonly layers?: number
  readonly poolStride?: Cnn1dTask['poolStride']
} = {}): ChildFamily<Cnn1d> => {
  checkOptions(
    'articleChildren()',
    { layers, poolStride },
    { layers: layersCheck, poolStride: oneOfNames('one', 'size') },
  )
  return {
    name: 'article',
    options: { poolStride },
    forTask: (task) => {
      const own = cnn1dTask(task, poolStride)
      return E.right({
        space: articleActions({ layers, task: own }),
        build: buildArticleCnn1d(own),
        training: decidedTraining,
        cost: (architecture) => cnn1dCost(own)(architecture).flops,
      })
    },
  }
}

/** The definition of {@link articleChildren}; the article's policy has no decisions for the training. */
export const articleFamily: DefinedFamily<'article', Cnn1d> = defineFamily({
  name: 'article',
  help: 'the article’s networks as its own policy acts on them: layers, each of four whole numbers',
  settings: { layers: layersSetting(2), poolStride: poolStrideSetting },
  make: articleChildren,
})
