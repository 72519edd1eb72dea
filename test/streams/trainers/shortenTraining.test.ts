import { lastValueFrom, type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { type Budget } from '../../../src/core.ts'
import { shortenTraining } from '../../../streams/index.ts'
import { job, requiredTrainerCases } from '../support.ts'

const shortened = async (part: number, budget: Budget): Promise<Budget> => {
  let seen: Budget = {}
  const trainer = shortenTraining(part)((inner: { readonly budget: Budget }) => {
    seen = inner.budget
    return [{ accuracy: 1 }]
  })
  await lastValueFrom(trainer({ ...job(), budget }) as Observable<unknown>)
  return seen
}

describe('shortenTraining', () => {
  requiredTrainerCases(() => shortenTraining(0.5))

  it.each<[Budget, Budget]>([
    [{ steps: 10 }, { steps: 3 }],
    [
      { images: 101, epochs: 2 },
      { images: 26, epochs: 0.5 },
    ],
    [{}, { epochs: 0.25 }],
  ])('gives a part of %j', async (budget, part) => {
    expect(await shortened(0.25, budget)).toEqual(part)
    expect(await shortened(1, budget)).toEqual(
      Object.keys(budget).length > 0 ? budget : { epochs: 1 },
    )
  })

  it.each([0, -1, 1.1, NaN])('refuses a part of %s', (part) => {
    expect(() => shortenTraining(part)).toThrow(RangeError)
  })
})
