import { describe, expect, it } from 'vitest'
import { planReproduction, type SearchesPlan } from '../../../bench/reproduce/plan.ts'
import { isSameWinner, type Winner } from '../../../bench/reproduce/results.ts'
import { armsOf, searchSettings } from '../../../bench/reproduce/runSearches.ts'
import {
  renderSearches,
  searched,
  type Searched,
  searchReport,
  type SearchesSettings,
} from '../../../bench/reproduce/searchReport.ts'
import { policyNames } from '../../../src/session/index.ts'
import { rejected, trained } from './support.ts'

const settings: SearchesSettings = {
  source: 'mnist',
  children: 2,
  budget: { images: 100 },
  finalBudget: { epochs: 1 },
  poolStride: 'one',
  images: 55_000,
}

/** A search of two children, the better of which has this accuracy. */
const found = (arm: string, seed: number, accuracy: number): Searched =>
  searched(arm, seed, [trained(0, 'worse', accuracy / 2), trained(1, `${arm}${seed}`, accuracy)], 2)

const winner = (arm: string, seed: number, testAccuracy: number): Winner => ({
  _tag: 'Winner',
  arm,
  seed,
  key: `${arm}${seed}`,
  budget: settings.finalBudget,
  threads: 1,
  at: '2026-01-31T09:15:02.000Z',
  validationAccuracy: testAccuracy,
  testAccuracy,
  testExamples: 10_000,
  parameters: 100,
  seconds: 1,
})

describe('the arms', () => {
  it("are the article's policy with each of its rewards, and every other policy", () => {
    const arms = armsOf(policyNames)
    expect(arms.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['article-code', 'article-printed', 'reinforce', 'random']),
    )
    expect(arms).toHaveLength(policyNames.length + 1)
    for (const { policy, batch } of arms) expect(batch).toBe(policy === 'article-reinforce' ? 1 : 4)
  })

  it('search the same space for the same budget', () => {
    const plan = planReproduction({ search: true, children: '8', budget: '9 steps' })
    if (plan._tag === 'Left') throw new Error(plan.left.message)
    const all = armsOf(policyNames).map((arm) =>
      searchSettings(plan.right as SearchesPlan, arm, 3, 'x'),
    )
    for (const one of all)
      expect(one).toMatchObject({
        space: 'article',
        layers: 2,
        poolStride: 'one',
        episodes: 8,
        budget: { steps: 9 },
        seed: 3,
      })
  })
})

describe('what a search came to', () => {
  const episodes = [
    rejected(0),
    trained(1, 'a', 0.8),
    trained(2, 'b', 0.9),
    trained(3, 'a', 0.8),
    trained(4, 'c', 0.99),
  ]

  it('is the fold of its episodes', () => {
    expect(searched('x', 1, episodes, 5)).toMatchObject({
      children: 5,
      trained: 3,
      untrained: 1,
      bestSoFar: [0, 0.8, 0.9, 0.9, 0.99],
      best: { key: 'c', validationAccuracy: 0.99 },
    })
  })

  it('takes no more children than were asked for: a longer journal gains nothing', () => {
    expect(searched('x', 1, episodes, 4)).toMatchObject({ children: 4, best: { key: 'b' } })
  })

  it('keeps the first of equals, and has no best where nothing was trained', () => {
    const equal = [trained(0, 'a', 0.8), trained(1, 'b', 0.8)]
    expect(searched('x', 1, equal, 2).best?.key).toBe('a')
    expect(searched('x', 1, [rejected(0)], 1)).toMatchObject({ best: undefined, bestSoFar: [0] })
  })
})

describe('the report of the searches', () => {
  const arms = ['article-code', 'reinforce', 'random']
  const report = searchReport(
    settings,
    arms,
    [
      found('article-code', 1, 0.5),
      found('article-code', 2, 0.7),
      found('reinforce', 1, 0.9),
      found('reinforce', 2, 0.95),
      found('random', 1, 0.8),
      found('random', 2, 0.9),
      { ...found('random', 3, 0.99), children: 1 },
    ],
    [winner('reinforce', 1, 0.97), winner('reinforce', 2, 0.98), winner('random', 1, 0.99)],
  )

  it('has the mean and range of the best over seeds, of searches that have ended', () => {
    expect(report.rows.map(({ best }) => best?.mean)).toEqual([0.6, 0.925, expect.closeTo(0.85, 9)])
    expect(report.rows[2]!.best).toMatchObject({ count: 2, lowest: 0.8, highest: 0.9 })
    expect(report.rows[1]!.test).toEqual({ count: 2, mean: 0.975, lowest: 0.97, highest: 0.98 })
    expect(report.rows[0]!.test).toBeUndefined()
  })

  it('says what holds with every seed, and what does not', () => {
    const said = report.verdict.join('\n')
    expect(said).toContain('That reinforce finds better children than random search holds')
    expect(said).toContain(
      'better with 2 of 2 seeds, +0.0750 on average; chance alone does so once in 4',
    )
    expect(said).toContain('That article-code finds better children than random search does not')
    expect(said).toContain('better with 0 of 2 seeds, -0.2500 on average')
    expect(said).toContain('0.9987 on the test images does not hold here: the highest')
    expect(said).toContain('2500 children')
  })

  it('claims nothing of one seed, nor of a mean that one seed of many makes', () => {
    const verdict = (gaps: ReadonlyArray<number>) =>
      searchReport(
        settings,
        ['reinforce', 'random'],
        gaps.flatMap((gap, seed) => [
          found('reinforce', seed, 0.5 + gap),
          found('random', seed, 0.5),
        ]),
        [],
      ).verdict.join('\n')
    expect(verdict([0.1])).toContain('is not shown')
    expect(verdict([0.3, -0.1])).toContain('is not shown: better with 1 of 2 seeds')
    expect(verdict([-0.1])).toContain('does not hold')
    expect(verdict([])).not.toContain('better children')
  })

  it('does not take a winner of another network or budget', () => {
    const one = winner('reinforce', 1, 0.9)
    expect(isSameWinner(one, { ...one, testAccuracy: 0 } as Winner)).toBe(true)
    expect(isSameWinner(one, { ...one, key: 'other' })).toBe(false)
    expect(isSameWinner(one, { ...one, budget: { epochs: 2 } })).toBe(false)
  })

  it('is shown with a line a search and a line a policy', () => {
    const lines = renderSearches(report)
    expect(lines.filter((line) => /^ {2}random /.test(line))).toHaveLength(3)
    expect(lines.join('\n')).toMatch(
      /article-code +0\.6000 \(0\.5000 to 0\.7000, 2 seeds\) +none yet/,
    )
  })
})
