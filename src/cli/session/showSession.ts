import * as E from 'fp-ts/lib/Either.js'
import { identity, lastValueFrom, type Observable, tap } from 'rxjs'
import { messageOf, shellWord } from '../../common/index.ts'
import {
  emptySession,
  foldSession,
  isSessionError,
  type SessionCommand,
  type SessionEvent,
} from '../../session/index.ts'
import { reportAtEnd } from '../report/reportAtEnd.ts'
import { reportFile, writeReport } from '../report/writeReport.ts'
import { engineReport } from '../engine/engineReport.ts'
import { failedWith, status, statusOfSignal } from '../exitStatus.ts'
import { note, out, stderr, stdout } from '../output.ts'
import { liveView } from './liveView.ts'
import { interruption } from './interruption.ts'
import { renderEvent } from './renderEvent.ts'
import { renderEnded, renderStopped } from './renderStopped.ts'

/**
 * Runs a session and shows it: in place on a terminal, a line an episode elsewhere, or its events as
 * JSON with the lines on standard error. Gives the status that the process ends with.
 *
 * @param report - whether the report of the search is written at its end
 */
export const showSession = async (
  events: (commands$: Observable<SessionCommand>) => Observable<SessionEvent>,
  { json, report = false }: { readonly json: boolean; readonly report?: boolean },
): Promise<number> => {
  const say = json ? note : out
  const live = stdout.isTerminal() && !json ? liveView() : undefined
  const engine = engineReport(stderr)
  let view = emptySession
  let stoppedBy: NodeJS.Signals = 'SIGINT'
  const see = (event: SessionEvent): void => {
    view = foldSession(view, event)
    if (json) stdout.data(JSON.stringify(event))
    if (event._tag === 'EngineProgress') engine(event)
    if (event._tag === 'Warned') note(event.message)
    // What is drawn in place is not a line besides, and the result is a program's in its own form.
    const isDrawn = event._tag === 'Rewarded' && (live !== undefined || json)
    const lines = isDrawn ? [] : renderEvent(view, event)
    if (lines.length > 0) live?.clear()
    for (const line of json && event._tag === 'Finished' ? lines.slice(0, 1) : lines) say(line)
    live?.see(view, event)
  }
  const commands$ = interruption({
    stopping: (signal) => {
      stoppedBy = signal
      live?.clear()
      note(
        `Stopping: what is under way is ended and the journal closed. ${signal === 'SIGINT' ? 'Ctrl-C again' : 'A second signal'} ends at once.`,
      )
    },
    ended: () => {
      live?.clear()
      note(renderEnded(view))
    },
  })
  const reported = (journal: string) => async (): Promise<void> => {
    const written = await writeReport([journal], reportFile([journal]))()
    live?.clear()
    if (E.isRight(written)) say(`report: ${written.right} (open it in a browser)`)
    // The search itself went well.
    else
      note(
        `The report was not written: ${written.left} Write it by: rxnas report ${shellWord(journal)}`,
      )
  }
  try {
    await lastValueFrom(
      events(commands$).pipe(report ? reportAtEnd(reported) : identity, tap(see)),
      { defaultValue: undefined },
    )
  } catch (error) {
    live?.clear()
    if (!isSessionError(error)) throw error
    if (error._tag === 'UsageError') {
      note(error.message)
      return status.usage
    }
    if (view.stage === 'search' && view.search.episodes > 0)
      note(`The journal ${view.plan?.journal ?? ''} holds ${view.search.episodes} episodes.`)
    return failedWith(messageOf(error))
  }
  live?.clear()
  if (view.stopped === undefined) return status.well
  note(renderStopped(view))
  return statusOfSignal(stoppedBy)
}
