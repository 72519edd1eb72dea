import { pipe } from 'fp-ts/lib/function.js'
import { type Cnn2d, cnn2d, type Cnn2dOptions } from '../../space/index.ts'
import { buildCnn2d } from '../children/cnn2d.ts'
import { type ChildFamily } from './ChildFamily.ts'
import { decidedTraining, imageTraining, plainImageTraining } from './decidedTraining.ts'
import { type DefinedFamily, defineFamily } from './defineFamily.ts'
import { cnn2dDesigns, withDesigns } from './designs.ts'
import { onImages } from './onImages.ts'
import { cnn2dOperations } from './operations.ts'
import { layersSetting, tuneSetting } from './settings.ts'

/** 2-D convolutional networks, for images. */
export const cnn2dChildren = (options: Cnn2dOptions = {}): ChildFamily<Cnn2d> => {
  const space = cnn2d(options)
  return {
    name: 'cnn2d',
    options: {},
    forTask: onImages('cnn2d', (task) => ({
      space,
      build: buildCnn2d(task),
      training: decidedTraining,
      cost: cnn2dOperations(task),
    })),
  }
}

/** The definition of {@link cnn2dChildren}. */
export const cnn2dFamily: DefinedFamily<'cnn2d', Cnn2d> = defineFamily({
  name: 'cnn2d',
  help: '2-D convolutions in stages, for images',
  settings: { layers: layersSetting(3), tune: tuneSetting(true) },
  make: ({ layers, tune }) =>
    pipe(
      cnn2dChildren({ maxStages: layers, training: imageTraining(tune) }),
      withDesigns(cnn2dDesigns(plainImageTraining(tune))),
    ),
})
