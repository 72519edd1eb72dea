export { bracket, bracketOnError, bracketOnErrorSync } from './bracket.ts'
export {
  aFunction,
  aList,
  anObject,
  checkEach,
  checkOptions,
  finiteNumber,
  nonEmptyText,
  oneOfNames,
  optional,
  optionsOf,
  type OptionCheck,
  positiveNumber,
  seedNumber,
  someText,
  timerSeconds,
  trueOrFalse,
  wholeNumber,
} from './checkOptions.ts'
export { counted } from './counted.ts'
export { currentName } from './currentName.ts'
export { cut, cutMessage } from './cut.ts'
export { fieldOf } from './fieldOf.ts'
export { findByName, namedTwice, repeatedName } from './findByName.ts'
export { isRecord } from './isRecord.ts'
export { mean } from './mean.ts'
export { median } from './median.ts'
export { messageOf } from './messageOf.ts'
export { orThrow } from './orThrow.ts'
export { didYouMean, nearest } from './nearest.ts'
export { beginsNumber, endOfNumber, endOfString, jsonMarks } from './jsonText.ts'
export { jsonLoss, parseJson } from './parseJson.ts'
export { printable } from './printable.ts'
export { shellWord } from './shellWord.ts'
export { shown } from './shown.ts'
export { showDuration } from './showDuration.ts'
