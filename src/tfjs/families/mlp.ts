import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { defaultTraining, type Mlp, mlp, type MlpOptions } from '../../space/index.ts'
import { buildMlp } from '../children/mlp.ts'
import { type ChildFamily } from './ChildFamily.ts'
import { decidedTraining, fixedTraining, plainTableTraining } from './decidedTraining.ts'
import { type DefinedFamily, defineFamily } from './defineFamily.ts'
import { mlpDesigns, withDesigns } from './designs.ts'
import { mlpOperations } from './operations.ts'
import { layersSetting, tuneSetting } from './settings.ts'

/** Multi-layer perceptrons, for tables and everything else. */
export const mlpChildren = (options: MlpOptions = {}): ChildFamily<Mlp> => {
  const space = mlp(options)
  return {
    name: 'mlp',
    options: {},
    forTask: (task) =>
      E.right({
        space,
        build: buildMlp(task),
        training: decidedTraining,
        cost: mlpOperations(task),
      }),
  }
}

/** The definition of {@link mlpChildren}; without a layer it is a linear model. */
export const mlpFamily: DefinedFamily<'mlp', Mlp> = defineFamily({
  name: 'mlp',
  help: 'multi-layer perceptrons, for tables and everything else',
  settings: { layers: layersSetting(3, 0), tune: tuneSetting(true) },
  make: ({ layers, tune }) =>
    pipe(
      mlpChildren({ maxLayers: layers, ...(tune ? {} : { training: fixedTraining }) }),
      withDesigns(mlpDesigns(tune ? plainTableTraining : defaultTraining)),
    ),
})
