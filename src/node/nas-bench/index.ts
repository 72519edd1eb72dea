export {
  type ArchitectureTable,
  type TableEntry,
  type TableFormat,
  type TabularArchitecture,
} from './ArchitectureTable.ts'
export { parseTable, type TableError } from './readTable.ts'
export { type Tabular, type TabularOptions, tabularTrainer, trainerOf } from './tabularTrainer.ts'
