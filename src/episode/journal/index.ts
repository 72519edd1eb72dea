/** Journals as text and events, without files: what a page, a worker or a server reads alike. */
export { contentHash } from './contentHash.ts'
export { chainLine } from './chain.ts'
export { checkLines, type JournalCheck } from './checkLines.ts'
export { comparable } from './comparable.ts'
export { type Damage } from './Damage.ts'
export { csvText } from './export/csvText.ts'
export { jsonText } from './export/jsonText.ts'
export { type Cell, type Column, columnsOf, type Row, rowsOf } from './export/rows.ts'
export { type Scalar, scalarsOf } from './export/scalars.ts'
export { type HeaderDifference } from './headerDifference.ts'
export {
  type Command,
  type Completed,
  type Dropped,
  type JournalEvent,
  type MachineChanged,
  type Recalled,
  type RoundEnd,
  type Snapshot,
} from './JournalEvent.ts'
export { type Ancestor } from './JournalHeader.ts'
export { type JournalLine } from './JournalLine.ts'
export { type MachineKind } from './MachineKind.ts'
export { type JournalOrder } from './journalOrder.ts'

export { type LineRead, readAnyLines, readLines } from './readLines.ts'
export { recalledEpisodes, type RecallingSearch } from './recalledEpisodes.ts'
export { type Recorded } from './Recorded.ts'
export { snapshotDue, snapshotOf } from './recordedEvent.ts'
export { repairLines, type RepairStep } from './repairLines.ts'
export { type SearchIdentity } from './SearchIdentity.ts'
export { type Chunks, longestLine } from './splitLines.ts'
