export { comparable } from './comparable.ts'
export { type JournalError } from './JournalError.ts'
export {
  type JournalOptions,
  type JournalWriter,
  openJournal,
  type SyncPolicy,
} from './openJournal.ts'
export { type JournalRead, readJournal } from './readJournal.ts'
export { writeJournal } from './writeJournal.ts'
