import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkReward, type Reward } from '../../src/public/reward.ts'
import { isRecord } from '../../src/common/index.ts'
import { constructors, wrong } from './constructors.ts'

/** Why a call is refused: it throws or rejects, naming the option, or gives a failure or a reward that says so. */
const refusalOf = async (call: () => unknown, option: string): Promise<string | undefined> => {
  let given: unknown
  try {
    given = await call()
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError)
    const message = error instanceof Error ? error.message : ''
    expect(message).toContain(option.split('.').at(-1))
    return message
  }
  if (isRecord(given) && 'penalty' in given) given = checkReward(given as unknown as Reward)
  return isRecord(given) && given['_tag'] === 'Left' && isRecord(given['left'])
    ? String(given['left']['message'])
    : undefined
}

const cases = Object.entries(constructors).flatMap(([name, { takes, call }]) =>
  Object.entries(takes).map(([option, kind]) => ({ name, option, kind, call })),
)

describe('a public function', () => {
  it.each(cases)('$name refuses what is no $kind as $option', async ({ option, kind, call }) => {
    await fc.assert(
      fc.asyncProperty(wrong[kind], async (value) => {
        const refusal = await refusalOf(() => call({ [option]: value } as never), option)
        expect(refusal, `given ${String(value)}`).toBeDefined()
      }),
      { numRuns: 40 },
    )
  })
})
