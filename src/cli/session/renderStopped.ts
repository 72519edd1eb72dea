import { counted, shellWord } from '../../common/index.ts'
import { type SessionView } from '../../session/index.ts'

const held = ({ search, plan }: SessionView): string =>
  `${search.episodes} of ${counted(Number(plan?.settings['episodes']), 'episode')}`

/** What a person should do after a session was stopped. */
export const renderStopped = (view: SessionView): string => {
  const journal = view.plan?.journal
  if (journal === undefined) return 'Stopped. Nothing was saved.'
  const goOn = `go on by: rxnas resume ${shellWord(journal)}`
  switch (view.stopped?.during) {
    case undefined:
    case 'preparation':
      return 'Stopped before the search began. Nothing was saved.'
    case 'search':
      return `Stopped after ${held(view)}. They are in the journal; ${goOn}`
    case 'reevaluation':
      return `Stopped while the best were trained again. All episodes are in the journal; ${goOn}`
    case 'final training':
      return `Stopped in the final training; no network was saved. The search itself is whole, and its best network is trained again where you ${goOn}`
  }
}

/** What is left of a session that a second interrupt ended at once. */
export const renderEnded = (view: SessionView): string => {
  const journal = view.plan?.journal
  if (journal === undefined || view.stage === 'preparation')
    return 'Ended at once. No journal had begun, and nothing was saved.'
  return `Ended at once. What is left: the journal ${journal} with ${held(view)}, and perhaps its lock, which the next start takes over${view.final === undefined ? '' : ', or a half-made network (a folder with .staging in its name), which may be removed'}. Go on by: rxnas resume ${shellWord(journal)}`
}
