import { counted } from '../../common/index.ts'
import { type Json } from '../../core.ts'
import { type Planned } from '../../session/index.ts'
import { showUnits } from '../text/measured.ts'

/** A setting's value as a person gives it. */
export const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

/** The plan of a search, every default resolved, in lines for a person. */
export const renderPlan = (
  { version, configuration, space, policy, reward, metrics, settings, journal, baseline }: Planned,
  report: ReadonlyArray<string>,
): ReadonlyArray<string> => {
  const number = (key: string): number => Number(settings[key])
  const confirm = number('confirm')
  return [
    `rxnas ${version}${configuration === null ? '' : `, configured by ${configuration}`}`,
    ...report,
    `space: ${space.name}, ${space.size}`,
    `search: ${policy}${metrics.includes(reward) ? ` by ${reward}` : ''}, ${counted(number('episodes'), 'episode')} of ${textOf(settings['budget'])}, batch ${number('batch')}, seed ${number('seed')}, ${counted(number('workers'), 'worker')} of ${counted(number('threads'), 'thread')}${settings['earlyStop'] === undefined ? '' : `, stopped early by ${textOf(settings['earlyStop'])}`}`,
    ...(metrics.includes(reward) ? [] : [`reward: ${[reward, ...showUnits(metrics)].join('; ')}`]),
    ...(baseline === null
      ? []
      : [`baseline: a random search of as many episodes beside it, in ${baseline}`]),
    ...(confirm > 0
      ? [
          `then: the best${confirm === 1 ? '' : ` ${confirm}`} trained again by other seeds, before ${confirm === 1 ? 'it' : 'one'} is declared the best`,
        ]
      : []),
    settings['final'] === true
      ? `then: the best trained for ${textOf(settings['finalBudget'])}, and tested once`
      : 'then: nothing, without a final training',
    `journal: ${journal}`,
  ]
}
