export { deriveSeed } from './mix.ts'
export {
  nextBelow,
  nextIndex,
  nextUint32,
  nextUniform,
  permutation,
  randomState,
  RandomState,
} from './RandomState.ts'
