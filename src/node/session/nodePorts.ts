import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import {
  type Machine,
  type SessionError,
  sessionFailed,
  type SessionPorts,
} from '../../session/index.ts'
import { ensureEngine } from '../engine/index.ts'
import { stoppedBySignals } from '../process/stoppedBySignals.ts'
import { writeCard } from '../model/index.ts'
import { version } from '../version.ts'
import { engineEvent } from './engineEvent.ts'
import { dataPort } from './dataPort.ts'
import { journalPort } from './journalPort.ts'
import { makeCard } from './makeCard.ts'
import { writeSettings } from './settingsFile.ts'
import { trainersPort } from './trainersPort.ts'
import { lockModel } from './lockModel.ts'

const failed = ({ message }: { readonly message: string }): SessionError => sessionFailed(message)

/** What a session needs of the world, on Node: the engine, files, and worker processes. */
export const nodePorts: SessionPorts = {
  version,
  engine: (report, signal) =>
    pipe(
      // Ctrl-C stops the set-up in a program, too, which heeds no signal.
      async () =>
        stoppedBySignals((signals) =>
          ensureEngine({
            signal: AbortSignal.any([signal, signals]),
            report: (progress) => {
              report(engineEvent(progress))
            },
          }),
        ),
      TE.bimap(failed, () => undefined),
    ),
  data: dataPort,
  journals: journalPort,
  trainers: trainersPort,
  results: {
    exists: existsSync,
    isSaved: (model) => existsSync(join(model, 'card.json')),
    modelOf: (out) => join(out, 'model'),
    lock: lockModel,
    saveSettings: (journal, saved) => TE.fromEither(writeSettings(journal, saved)),
    saveCard: (model, parts) =>
      pipe(
        TE.fromTask(async () => makeCard(parts)),
        TE.flatMapEither((card) => writeCard(model, card)),
        TE.mapLeft(failed),
      ),
  },
  now: () => performance.now(),
}

/** This machine, as far as defaults of settings depend on it. */
export const thisMachine = (): Machine => ({
  processors: availableParallelism(),
  now: new Date(),
})
