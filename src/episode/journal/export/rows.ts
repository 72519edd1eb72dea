import { logProbabilityOf } from '../../../policy/index.ts'
import { episodeOf, type Outcome, type Rewarded, traceOf } from '../../Episode.ts'
import { type JournalEvent } from '../JournalEvent.ts'
import { type Recorded } from '../Recorded.ts'

/** What a cell of an export may be; `null` where there is nothing. */
export type Cell = string | number | boolean | null

/** A column of an export. */
export interface Column {
  readonly name: string
  readonly type: 'number' | 'text' | 'boolean'
}

const fixed: ReadonlyArray<Column> = [
  { name: 'episode', type: 'number' },
  { name: 'at', type: 'text' },
  { name: 'round', type: 'number' },
  { name: 'outcome', type: 'text' },
  { name: 'reward', type: 'number' },
  { name: 'best_reward', type: 'number' },
  { name: 'cached', type: 'boolean' },
  { name: 'log_probability', type: 'number' },
  { name: 'key', type: 'text' },
  { name: 'reason', type: 'text' },
]

const prefix = 'metric.'

const metricsOf = (event: JournalEvent<unknown>): ReadonlyArray<string> =>
  event._tag === 'Rewarded' && event.outcome._tag === 'Trained'
    ? Object.keys(event.outcome.metrics)
    : []

/** The columns of a journal: what every episode has, then each metric that one of them measured. */
export const columnsOf = async (journal: Recorded<unknown>): Promise<ReadonlyArray<Column>> => {
  const metrics = new Set<string>()
  for await (const { event } of journal()) for (const name of metricsOf(event)) metrics.add(name)
  return [
    ...fixed,
    ...[...metrics].sort().map((name): Column => ({ name: `${prefix}${name}`, type: 'number' })),
  ]
}

/** A row of an export, by column. */
export type Row = ReadonlyMap<string, Cell>

const endOf = (outcome: Outcome<unknown>): ReadonlyArray<readonly [string, Cell]> => {
  switch (outcome._tag) {
    case 'Rejected':
      return [['reason', outcome.reason.message]]
    case 'Failed':
      return [
        ['key', outcome.validated.key],
        ['reason', outcome.reason.message],
      ]
    case 'Trained':
      return [
        ['key', outcome.validated.key],
        ['cached', outcome.cached],
        ...Object.entries(outcome.metrics).map(
          ([name, value]) => [`${prefix}${name}`, value ?? null] as const,
        ),
      ]
  }
}

const rowOf = (
  at: string,
  round: number,
  best: number,
  { outcome, reward }: Rewarded<unknown>,
): Row => {
  const trace = traceOf(outcome)
  return new Map<string, Cell>([
    ['episode', episodeOf(outcome)],
    ['at', at],
    ['round', round],
    ['outcome', outcome._tag],
    ['reward', reward],
    ['best_reward', best],
    ['log_probability', trace.length === 0 ? null : logProbabilityOf(trace)],
    ...endOf(outcome),
  ])
}

/** The episodes of a journal as rows, in constant memory. */
export async function* rowsOf(journal: Recorded<unknown>): AsyncGenerator<Row> {
  let round = 0
  let best = -Infinity
  for await (const { at, event } of journal()) {
    if (event._tag === 'PolicyUpdated') round += 1
    if (event._tag !== 'Rewarded') continue
    best = Math.max(best, event.reward)
    yield rowOf(at, round, best, event)
  }
}
