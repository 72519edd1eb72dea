export {
  applyPreparation,
  columnsRead,
  type NewExamples,
  type NewRows,
  type Pixels,
  readAs,
} from './applyPreparation.ts'
export { type NumberArray } from './arrays/NumberArray.ts'
export { describeLeftOut, type LeftOut, leftOutOf, namingFlag } from './badRows.ts'
export { prepareArrays } from './arrays/prepareArrays.ts'
export {
  badData,
  type CellPlace,
  type DataError,
  type DataProblem,
  dataProblem,
  inFile,
  noData,
} from './DataError.ts'
export { type DataFile, extensionOf, fileOfBytes, fileOfPieces } from './DataFile.ts'
export {
  checkDataOptions,
  type ColumnKind,
  columnKinds,
  dataDefaults,
  type DataOption,
  dataOptionNames,
  DataOptions,
  dataOptions,
  type OptionForm,
  type OptionType,
  readingOf,
  readingOptionNames,
  ReadingOptions,
  type TableReading,
} from './DataOptions.ts'
export { type FileReader, fileReaders, readerOf } from './fileReaders.ts'
export { formOfBytes } from './formOfBytes.ts'
export { type Idx, idxHeadBytes, parseIdx, sizeOfIdx } from './idx/parseIdx.ts'
export { prepareIdx } from './idx/prepareIdx.ts'
export { labelledImages, splitIdx } from './idx/splitIdx.ts'
export { imageKinds, isImageName, type PartName, partOfName } from './images/imageNames.ts'
export {
  checkImageCount,
  checkImageMemory,
  checkImageTask,
  type DecodedImages,
  type ImageForm,
  type LabelledImage,
  prepareImages,
} from './images/prepareImages.ts'
export { pixelsOfRaster, type Raster } from './images/resample.ts'
export { type ColumnEncoding, Preparation, type TargetEncoding } from './Preparation.ts'
export {
  type Prepared,
  type PreparedData,
  preparedFrom,
  withLeftOut,
  withSource,
} from './Prepared.ts'
export {
  dataSetNames,
  describeSources,
  describeSourcesBriefly,
  type FolderEntries,
  folderFormOf,
  type FolderFormName,
  isIdxFolder,
  unknownFile,
} from './sources.ts'
export { checkFileSize, tableLimit } from './memoryLimits.ts'
export { checkParts } from './splitRows.ts'

export { inspectTable } from './table/inspectTable.ts'
export { prepareTable } from './table/prepareTable.ts'
export { type ParseOptions, type ParseRecords, parseWhole } from './table/readDelimited.ts'
export { plainText } from './table/plainText.ts'
export { type Cell, type Column, type Table } from './table/Table.ts'
