export { glorotLimit } from './glorot.ts'
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
