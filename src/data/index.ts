export { findExamples } from './arrays/findArrays.ts'
export { type NumberArray } from './arrays/NumberArray.ts'
export { parseNpy, parseNpz } from './arrays/parseNpy.ts'
export { prepareArrays } from './arrays/prepareArrays.ts'
export { exampleShape, scaleValues } from './arrays/scaling.ts'
export { tableOfArray } from './arrays/tableOfArray.ts'
export { badData, type DataError, noData } from './DataError.ts'
export {
  type ColumnKind,
  dataDefaults,
  type DataOption,
  dataOptionNames,
  DataOptions,
  dataOptions,
} from './DataOptions.ts'
export { extensionOf } from './extensionOf.ts'
export { prepareIdx } from './idx/prepareIdx.ts'
export { type Idx, readIdx } from './idx/readIdx.ts'
export { labelledImages, splitIdx } from './idx/splitIdx.ts'
export { type ImageForm, imageLabels, imagesWithin, prepareImages } from './images/prepareImages.ts'
export { arrayLimit, bytesInWords, cellsWithin, tableLimit } from './limits.ts'
export { type ColumnCode, Preparation, type TargetCode } from './Preparation.ts'
export { type Prepared } from './Prepared.ts'
export { checkParts } from './splitRows.ts'
export { cellOfValue, noCell } from './table/cellOfValue.ts'
export { type CellCollector, collectCells } from './table/collectCells.ts'
export { collectRecords } from './table/collectRecords.ts'
export { type Delimiter, delimiterName, delimiterOf } from './table/delimiterOf.ts'
export { describeColumns } from './table/describeColumns.ts'
export { encodeRows } from './table/encodeRows.ts'
export { headerOf } from './table/headerOf.ts'
export { prepareTable } from './table/prepareTable.ts'
export { type Cell, cellOfText, type Column, columnOf, type Table } from './table/Table.ts'
export { knownLabels } from './table/tableLabels.ts'
export { understandColumns } from './table/understandColumns.ts'
