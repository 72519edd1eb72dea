import { describe, expect, it } from 'vitest'
import { renderEvent } from '../../../src/cli/session/renderEvent.ts'
import { renderPlan } from '../../../src/cli/session/renderPlan.ts'
import { renderBest, renderEpisode } from '../../../src/cli/text/episodes.ts'
import { trainedOn } from '../../../src/cli/network/trainedOn.ts'
import {
  type FiniteNumber,
  type JournalHeader,
  type Json,
  type Metrics,
  type Rewarded,
} from '../../../src/core.ts'
import { emptySession, type Planned } from '../../../src/session/index.ts'

const planned = (reward: string, metrics: ReadonlyArray<string>): Planned => ({
  ...{ _tag: 'Planned', version: '1', configuration: null, policy: 'random', reward, metrics },
  ...{ space: { name: 'mlp', size: '9' }, settings: { episodes: 8, batch: 2, seed: 1 } },
  ...{ journal: 'runs/a/journal.jsonl', baseline: null },
})

const mlp = { layers: [{ units: 8, activation: 'relu', batchNorm: false, dropout: 0 }] }
const validated = { _tag: 'Validated' as const, episode: 2, trace: [], architecture: mlp, key: '' }
const trained = (reward: number, metrics: Metrics): Rewarded<Json> => ({
  _tag: 'Rewarded',
  reward: reward as FiniteNumber,
  outcome: { _tag: 'Trained', validated, metrics, cached: false },
})
const measured = { accuracy: 0.97, latency: 1.2345, parameters: 1234 } as unknown as Metrics

describe('the plan', () => {
  it('tells a reward that is a metric by its name', () => {
    expect(renderPlan(planned('accuracy', ['accuracy']), []).join('\n')).toContain(
      'search: random by accuracy, 8 episodes',
    )
  })

  it('tells a composite reward as its formula, and what its metrics are counted in', () => {
    const lines = renderPlan(
      planned('accuracy - 0.01 * latency', ['accuracy', 'latency', 'f1']),
      [],
    )
    expect(lines).toContain(
      'reward: accuracy - 0.01 * latency; accuracy: the part of the validation examples that is classified correctly; latency: milliseconds for one example',
    )
    expect(lines.join('\n')).toContain('search: random, 8 episodes')
  })
})

describe('a list of children', () => {
  it('shows accuracy, latency and parameters beside a composite reward', () => {
    expect(renderBest([trained(0.5, measured)])[0]).toMatch(
      /reward 0\.5000 {2}accuracy 0\.9700 {2}latency 1\.23 ms {2}.*1234 parameters {2}8 relu/,
    )
    expect(renderEpisode(trained(0.5, measured), 9)).toContain('accuracy 0.9700  latency 1.23 ms')
  })

  it('does not tell an accuracy twice', () => {
    expect(renderEpisode(trained(0.97, measured), 9)).not.toContain('accuracy')
  })
})

describe('an episode whose child failed', () => {
  it('names the architecture', () => {
    const reason = { _tag: 'TrainerFailed' as const, message: 'no memory' }
    expect(
      renderEpisode(
        {
          _tag: 'Rewarded',
          reward: 0 as FiniteNumber,
          outcome: { _tag: 'Failed', validated, reason },
        },
        9,
      ),
    ).toBe('episode 3/9  reward 0.0000  8 relu  failed: no memory')
  })
})

describe('the best of a search', () => {
  const ended = { _tag: 'SearchEnded' as const, episodes: 1, best: [trained(0.5, measured)] }
  it('is of the new episodes, and the line says so where it began with old ones', () => {
    const header = {
      warmStart: [{ journal: 'old.jsonl', episodes: 8 }],
    } as unknown as JournalHeader
    const began = { _tag: 'SearchBegan' as const, search: 'search' as const, journal: 'j', header, notices: [] } // prettier-ignore
    expect(renderEvent({ ...emptySession, began }, ended)[0]).toBe(
      'best of 1 episode (not counting the 8 of old.jsonl, which may be better):',
    )
    expect(renderEvent(emptySession, ended)[0]).toBe('best of 1 episode:')
  })
})

describe('a score of predictions', () => {
  const card = {
    data: { source: 'data/penguins.csv', sha256: '', report: [], train: 240, validation: 52, test: 52 },
    metrics: { testAccuracy: 0.95 },
  } // prettier-ignore
  it('says that it is of what trained the network, where it is', () => {
    expect(trainedOn(card, './penguins.csv', 344)).toMatch(
      /240 of these 344 examples trained it.*test split it reached accuracy 0\.9500/,
    )
  })
  it('says nothing of other data', () => {
    expect(trainedOn(card, 'others.csv', 344)).toBeUndefined()
    expect(trainedOn(card, 'penguins.csv', 20)).toBeUndefined()
  })
})
