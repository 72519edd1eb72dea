import { describe, expect, it } from 'vitest'
import { scorePredictions } from '../../../src/cli/network/scorePredictions.ts'
import { type NewExamples } from '../../../src/node/index.ts'

const classes = { _tag: 'Classes', names: ['no', 'yes'] } as const
const examples = (labels: NewExamples['labels']): NewExamples => ({ labels }) as NewExamples
const score = (labels: NewExamples['labels'], outputs: ReadonlyArray<ReadonlyArray<number>>) =>
  scorePredictions(classes, examples(labels), outputs)

describe('the score of predictions', () => {
  it('counts the examples whose label is a class of the network', () => {
    expect(
      score(
        ['no', 'yes', null],
        Array.from({ length: 3 }, () => [0.9, 0.1]),
      ),
    ).toBe('accuracy: 0.5000 (of 2 examples whose label the data has)')
  })

  it('names labels that are no class of the network, and does not count them as wrong', () => {
    const outputs = Array.from({ length: 4 }, () => [0.9, 0.1])
    expect(score(['no', 'maybe', 'Yes', 'maybe'], outputs)).toBe(
      'accuracy: 1.0000 (of 1 examples whose label the data has); 3 labels not counted, which the network has no class of (maybe, Yes)',
    )
    expect(score(['blue'], [[0.2, 0.8]])).toBe(
      'accuracy: unknown; 1 label not counted, which the network has no class of (blue)',
    )
  })

  it('is none where the data has no labels', () => {
    expect(score([null], [[1, 0]])).toBe(undefined)
  })
})
