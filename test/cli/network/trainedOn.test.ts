import { expect, it } from 'vitest'
import { trainedOn } from '../../../src/cli/network/trainedOn.ts'

const data = { source: 'a/x.csv', train: 70, validation: 15, test: 15 }
const said = (metrics: Readonly<Record<string, number>>, source = 'b/x.csv', examples = 100) =>
  trainedOn({ data, metrics } as unknown as Parameters<typeof trainedOn>[0], source, examples)

it('a score of the data that a network comes from says how many of its examples trained it', () => {
  expect(said({})).toContain('70 of these 100 examples trained it')
  expect(said({ trainedExamples: 85, testAccuracy: 0.5 })).toContain(
    '85 of these 100 examples trained it, so the score flatters it; on the test split it reached accuracy 0.5000',
  )
})

it('says nothing of other data', () => {
  expect(said({}, 'y.csv')).toBeUndefined()
  expect(said({}, 'x.csv', 99)).toBeUndefined()
})
