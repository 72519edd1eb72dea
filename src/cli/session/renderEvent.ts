import { counted, showDuration } from '../../common/index.ts'
import { type Json, showArchitecture } from '../../core.ts'
import {
  type ContenderRecord,
  type Estimated,
  type FrontFound,
  type JournalNotice,
  type SessionEvent,
  type SessionView,
  showBudget,
} from '../../session/index.ts'
import { unknownOf } from '../journal/unknownOf.ts'
import { renderCompared } from '../journal/renderComparison.ts'
import { renderBest, renderEpisode } from '../text/episodes.ts'
import { renderPlan, textOf } from './renderPlan.ts'
import { renderResult } from './renderResult.ts'

const setting = ({ plan }: SessionView, key: string): Json | undefined => plan?.settings[key]

const renderEstimate = ({ childSeconds, searchSeconds }: Estimated, view: SessionView): string =>
  `estimated: ${childSeconds < 10 ? childSeconds.toFixed(1) : childSeconds.toFixed(0)} s for a small child, ${showDuration(searchSeconds)} or more for ${Number(setting(view, 'episodes'))} episodes${setting(view, 'baseline') === true ? ' and as many of the baseline' : ''}, as many at once as there are workers (${Number(setting(view, 'workers'))})`

const renderNotice = (notice: JournalNotice): string => {
  switch (notice._tag) {
    case 'Resumed':
      return `going on after ${notice.episodes} episodes`
    case 'TornLineCut':
      return `cut off a last line that was torn (${notice.bytes} bytes)`
    case 'WarmStarted':
      return `begun from ${notice.episodes} episodes of old journals, ${notice.children} children known`
    case 'EpisodesLeftOut':
      return `${notice.episodes} old episodes are none of this space`
    case 'Upgraded':
      return `${unknownOf(notice.from, notice.missing)} It is written anew as one of this version; the old file is kept beside it.`
  }
}

/** That old episodes are no candidates, where the search began with some. */
const renderOld = ({ began }: SessionView): string => {
  const old = began?.header.warmStart ?? []
  return old.length === 0
    ? ''
    : ` (not counting the ${old.reduce((sum, { episodes }) => sum + episodes, 0)} of ${old.map(({ journal }) => journal).join(', ')}, which may be better)`
}

const renderContender = ({ architecture, reward, recorded, rewards }: ContenderRecord): string =>
  `  reward ${reward.toFixed(4)} by ${rewards.length} more ${rewards.length === 1 ? 'training' : 'trainings'}, ${recorded.toFixed(4)} in the search  ${showArchitecture(architecture)}`

const short = (value: number): string =>
  String(Number.isInteger(value) ? value : Number(value.toPrecision(4)))

const renderFront = ({ objectives, front }: FrontFound): ReadonlyArray<string> => {
  const names = objectives.split(', ').map((name) => name.replace('-', ''))
  return [
    `front of ${objectives}, ${counted(front.length, 'child', 'children')} that no other beats in all:`,
    ...front.map(
      ({ architecture, metrics }) =>
        `  ${names.map((name) => `${name} ${short(metrics[name] ?? NaN)}`).join('  ')}  ${showArchitecture(architecture)}`,
    ),
  ]
}

/**
 * What a person reads of an event, in lines.
 *
 * @param view - the session with the event
 */
export const renderEvent = (view: SessionView, event: SessionEvent): ReadonlyArray<string> => {
  switch (event._tag) {
    case 'EngineProgress':
    case 'Progress':
    case 'PolicyUpdated':
    case 'PastEpisode':
    case 'Reevaluated':
    case 'FinalProgress':
    case 'Warned':
    case 'Stopped':
      return []
    case 'DataUnderstood':
      return []
    case 'Planned':
      return renderPlan(event, view.data?.report ?? [])
    case 'Estimated':
      return [renderEstimate(event, view)]
    case 'SearchBegan':
      return event.search === 'baseline' ? [] : event.notices.map(renderNotice)
    case 'Rewarded':
      return [
        `${event.search === 'baseline' ? 'baseline ' : ''}${renderEpisode(event, Number(setting(view, 'episodes')))}`,
      ]
    case 'ReevaluationBegan':
      return [`training the best${event.top === 1 ? '' : ` ${event.top}`} again, by other seeds`]
    case 'Confirmed':
      return event.contenders.map(renderContender)
    case 'Compared':
      return renderCompared(event.comparison, event.baseline, event.differences)
    case 'FrontFound':
      return renderFront(event)
    case 'SearchEnded':
      return [
        `best of ${counted(event.episodes, 'episode')}${renderOld(view)}:`,
        ...renderBest(event.best),
      ]
    case 'FinalTrainingBegan':
      return [
        view.plan === undefined
          ? `training for ${showBudget(event.budget)}, seed ${event.seed}`
          : `training the best for ${showBudget(event.budget)}`,
      ]
    case 'Finished':
      return [
        `model: ${event.model}${view.plan === undefined ? '' : ` (use it by: rxnas predict ${textOf(setting(view, 'out'))} --data FILE)`}`,
        ...(view.data === undefined ? [] : renderResult(event, view.data)),
      ]
  }
}
