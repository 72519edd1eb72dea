import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync } from 'node:fs'
import {
  type JournalBeginning,
  type JournalParts,
  type JournalPort,
  type OpenJournal,
  sessionFailed,
  type SessionFailed,
} from '../../session/index.ts'
import {
  anyJournalLines,
  beginJournal,
  journalLines,
  type SyncPolicy,
  writeJournal,
} from '../journal/index.ts'
import { baselineFile } from './journalFile.ts'
import { machineKind } from './machineKind.ts'

const open = <A, S>(
  path: string,
  parts: JournalParts<A, S>,
  beginning: JournalBeginning,
  sync: SyncPolicy,
): TE.TaskEither<SessionFailed, OpenJournal<A, S>> =>
  pipe(
    async () =>
      beginJournal(
        path,
        // No operator of a session drops an episode.
        { ...parts, header: { ...parts.header, machine: machineKind() }, drops: false },
        beginning,
        { sync },
      ),
    TE.bimap(
      ({ message }) => sessionFailed(message),
      ({ journal, position, notices }): OpenJournal<A, S> => ({
        position,
        notices,
        record: writeJournal(journal, parts.policy),
        append: (event) =>
          pipe(
            journal.append(event),
            E.mapLeft(({ message }) => sessionFailed(message)),
          ),
        close: () =>
          Promise.resolve().then(() => {
            journal.close()
          }),
      }),
    ),
  )

/** Journals in files. */
export const journalPort: JournalPort = {
  exists: existsSync,
  baselineOf: baselineFile,
  lines: journalLines,
  anyLines: anyJournalLines,
  open,
}
