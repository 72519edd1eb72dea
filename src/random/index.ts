export { glorotLimit } from './glorot.ts'
export { hashText } from './hash.ts'
export { deriveSeed } from './mix.ts'
export {
  nextBelow,
  nextIndex,
  nextUniform,
  permutation,
  randomState,
  RandomState,
  uniformArray,
} from './RandomState.ts'
