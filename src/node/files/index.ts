export { makeFolder } from './makeFolder.ts'
export { openFolder, openNewFile } from './newFile.ts'
export {
  chunksOfRegular,
  openRegular,
  openRegularLater,
  readPart,
  type ReadOptions,
  readRegularFile,
  readRegularLater,
  readRegularText,
  whyUnreadable,
} from './regularFile.ts'
export { isStream, isTaken } from './streams.ts'
export { readSystemFile } from './systemFile.ts'
export { writeAside } from './writeAside.ts'
