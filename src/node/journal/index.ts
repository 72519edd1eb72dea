export { comparable, type Damage, type JournalCheck } from '../../episode/journal/index.ts'
export { beginJournal, type BegunJournal } from './beginJournal.ts'
export { checkJournal } from './checkJournal.ts'
export { type ContinuedJournal, continueJournal, type Upgraded } from './continueJournal.ts'
export { exportFormats, type ExportFormat, exportJournal } from './export/exportJournal.ts'
export { takeLock } from './lock.ts'
export { adviceOnDamage, type JournalError } from './JournalError.ts'
export { type JournalOptions, type JournalWriter } from './JournalWriter.ts'
export { openJournal } from './openJournal.ts'
export {
  anyJournalLines,
  journalLines,
  type JournalRead,
  readAnyJournal,
  readJournal,
} from './readJournal.ts'
export { type RecordedSearch } from './RecordedSearch.ts'
export { type Repaired, repairJournal } from './repairJournal.ts'
export { type SyncPolicy } from './syncing.ts'
export { warmJournal, type WarmJournal } from './warmJournal.ts'
export { writeJournal } from './writeJournal.ts'
