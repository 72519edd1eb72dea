import { type CellDag, cellDag, type CellDagOptions, int } from '../../space/index.ts'
import { buildCellDag } from '../children/cellDag.ts'
import { type ChildFamily } from './ChildFamily.ts'
import { decidedTraining, imageTraining } from './decidedTraining.ts'
import { type DefinedFamily, defineFamily } from './defineFamily.ts'
import { onImages } from './onImages.ts'
import { layersSetting, tuneSetting } from './settings.ts'

/** Networks of cells whose edges are decided, for images. */
export const cellDagChildren = (options: CellDagOptions = {}): ChildFamily<CellDag> => {
  const space = cellDag(options)
  return {
    name: 'cell-dag',
    options: {},
    forTask: onImages('cell-dag', (task) => ({
      space,
      build: buildCellDag(task),
      training: decidedTraining,
    })),
  }
}

/** The definition of {@link cellDagChildren}; its layers are the cells before and after the reduction. */
export const cellDagFamily: DefinedFamily<'cell-dag', CellDag> = defineFamily({
  name: 'cell-dag',
  help: 'equal cells whose edges are decided, for images',
  settings: { layers: layersSetting(2), tune: tuneSetting(true) },
  make: ({ layers, tune }) =>
    cellDagChildren({ cells: int({ min: 1, max: layers }), training: imageTraining(tune) }),
})
