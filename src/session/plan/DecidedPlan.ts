import { type JournalHeader, type Splits } from '../../core.ts'
import { resolveByData } from '../settings/resolveSettings.ts'
import { type DataSettings } from '../settings/settings.ts'
import { type SearchPlan } from './SearchPlan.ts'

/** A plan with the settings that its data decides. */
export type DecidedPlan = Omit<SearchPlan, keyof DataSettings> & DataSettings

/**
 * A plan once its data is read. A search that goes on keeps what its journal says: defaults may be
 * others by now, and the machine too.
 *
 * @param asked - settings that were given to a search that goes on
 */
export const decidePlan = (
  plan: SearchPlan,
  { task, train }: Pick<Splits, 'task' | 'train'>,
  recorded?: JournalHeader,
  asked: ReadonlySet<string> = new Set(),
): DecidedPlan => {
  const { count } = train
  const { final } = recorded ?? {}
  return {
    ...plan,
    ...(final === undefined || asked.has('finalThreads') ? {} : { finalThreads: final.threads }),
    ...resolveByData(plan, {
      examples: Math.min(plan.trainExamples ?? Infinity, count),
      isImage: task.input.length === 3,
    }),
  }
}
