export { type Examples, sliceExamples, type Splits, take } from './Examples.ts'
export { outputsOf, type Target, Task } from './Task.ts'
