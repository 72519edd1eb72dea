import { counted, showDuration } from '../../common/index.ts'
import { type JournalHeader, showArchitecture } from '../../core.ts'
import { renderBest } from '../text/episodes.ts'
import { sparkline } from '../text/sparkline.ts'
import { beforeDamage } from './beforeDamage.ts'
import { type Story } from './story.ts'

const showHeader = ({
  policy,
  trainer,
  reward,
  budget,
  batch,
  seed,
  warmStart = [],
  ...header
}: JournalHeader): ReadonlyArray<string> => [
  `search   ${policy.name} on ${trainer.name}, reward ${reward.name}, batch ${batch}, seed ${seed}${header.package === '' ? '' : `, by rxnas ${header.package}`}`,
  `budget   ${
    Object.entries(budget)
      .map(([unit, amount]) => `${String(amount)} ${unit}`)
      .join(', ') || 'the trainer’s own'
  }`,
  ...warmStart.map(({ journal, episodes }) => `began    from ${episodes} episodes of ${journal}`),
]

const minute = (at: string | undefined): string => (at ?? '').slice(0, 16).replace('T', ' ')

const showTime = ({ began, ended, seconds }: Story): string => {
  const whole = (Date.parse(ended ?? '') - Date.parse(began ?? '')) / 1000
  if (!Number.isFinite(whole)) return ''
  const paused = whole - seconds
  return `, ${minute(began)} to ${minute(ended)} (${showDuration(seconds)}${
    paused < 60 ? '' : `, and pauses of ${showDuration(paused)}`
  })`
}

const figure = (value: number | undefined): string =>
  value === undefined ? 'nothing' : String(Number(value.toFixed(3)))

const showFigures = ({ firstFigures = {}, model: { figures } }: Story): ReadonlyArray<string> => {
  const shown = Object.entries(figures).map(
    ([name, value]) => `${name} ${figure(firstFigures[name])} > ${figure(value)}`,
  )
  return shown.length === 0 ? [] : [`policy   ${shown.join('  ')}`]
}

const showReasons = ({ reasons }: Story): ReadonlyArray<string> =>
  [...reasons]
    .sort(([, a], [, b]) => b.times - a.times)
    .slice(0, 3)
    .map(
      ([message, { times, architecture }]) =>
        `failed   ${times === 1 ? 'once' : `${times} times, first`} ${showArchitecture(architecture)}: ${message}`,
    )

/**
 * The story of a search, in one screen.
 *
 * @param damagedAt - the damaged line of its journal, up to which it is told
 */
export const renderStory = (
  path: string,
  story: Story,
  damagedAt?: number,
): ReadonlyArray<string> => {
  const { header, episodes, rounds, trained, cached, failed, rejected, curve, open } = story
  const rewards = open.count === 0 ? curve : [...curve, open.mean]
  const best = renderBest(story.model.best)
  return [
    `journal  ${path}`,
    ...(header === undefined ? [] : showHeader(header)),
    `${counted(episodes, 'episode')} in ${counted(rounds, 'round')}${beforeDamage(damagedAt)}${showTime(story)}, ${counted(story.snapshots, 'snapshot')}`,
    `outcomes ${trained - cached} trained, ${cached} seen before, ${failed} failed, ${rejected} rejected`,
    ...showReasons(story),
    ...(rewards.length === 0
      ? []
      : [
          `rewards  ${sparkline(rewards, 60)}  from ${Math.min(...rewards).toFixed(4)} to ${Math.max(...rewards).toFixed(4)}, means of ${story.every}`,
          `records  ${story.records.map(({ episode, reward }) => `#${episode + 1} ${reward.toFixed(4)}`).join('  ')}`,
        ]),
    ...showFigures(story),
    ...(best.length === 0 ? [] : ['best', ...best]),
  ]
}
