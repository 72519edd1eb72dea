import { pipe } from 'fp-ts/lib/function.js'
import {
  choice,
  type Cnn2d,
  cnn2d,
  type Cnn2dOptions,
  constant,
  struct,
} from '../../space/index.ts'
import { buildCnn2d } from '../children/cnn2d.ts'
import { type ChildFamily } from './ChildFamily.ts'
import { decidedTraining, imageTraining, plainTraining, tunedTraining } from './decidedTraining.ts'
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
      cnn2dChildren({
        maxStages: layers,
        filters: choice(8, 16, 32, 64),
        head: struct({ features: choice('flatten', 'average'), units: choice(0, 64, 128) }),
        dropout: choice(0, 0.25, 0.5),
        training: tune ? tunedTraining : constant({ ...plainTraining }),
      }),
      withDesigns(cnn2dDesigns(plainTraining)),
    ),
  // Always by global average pooling, at rates that suit it.
  earlier: [
    ({ layers, tune }) => cnn2dChildren({ maxStages: layers, training: imageTraining(tune) }),
  ],
})
