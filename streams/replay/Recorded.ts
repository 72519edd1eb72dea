export { type Recorded } from '../../src/episode/index.ts'
