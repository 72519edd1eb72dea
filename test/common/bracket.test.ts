import * as E from 'fp-ts/lib/Either.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import { bracket, bracketOnError, bracketOnErrorSync } from '../../src/common/index.ts'

const boom = (): never => {
  throw new Error('boom')
}

/** The ways in which a use of what was acquired can end, and what is heard of each. */
const uses = {
  succeeds: TE.right('used'),
  fails: TE.left('failed'),
  rejects: () => Promise.reject(new Error('boom')),
  throws: () => boom(),
} satisfies Record<string, TE.TaskEither<string, string>>

const ended = {
  succeeds: E.right('used'),
  fails: E.left('failed'),
  rejects: 'boom',
  throws: 'boom',
}

const cases = Object.keys(uses) as ReadonlyArray<keyof typeof uses>

const run = async (
  how: typeof bracket,
  acquire: TE.TaskEither<string, string>,
  use: TE.TaskEither<string, string>,
) => {
  const log: Array<string> = []
  const outcome = await how(
    acquire,
    (held) => {
      log.push(`use ${held}`)
      return use
    },
    (held) => T.fromIO(() => void log.push(`release ${held}`)),
  )().catch((error: unknown) => (error instanceof Error ? error.message : error))
  return { log, outcome }
}

describe('bracket', () => {
  it.each(cases)('releases what it acquired where its use %s', async (name) => {
    expect(await run(bracket, TE.right('lock'), uses[name])).toEqual({
      log: ['use lock', 'release lock'],
      outcome: ended[name],
    })
  })

  it('uses and releases nothing where nothing was acquired', async () => {
    expect(await run(bracket, TE.left('taken'), uses.succeeds)).toEqual({
      log: [],
      outcome: E.left('taken'),
    })
  })
})

describe('bracketOnError', () => {
  it.each(cases)('releases what it acquired unless its use succeeds: it %s', async (name) => {
    expect(await run(bracketOnError, TE.right('lock'), uses[name])).toEqual({
      log: ['use lock', ...(name === 'succeeds' ? [] : ['release lock'])],
      outcome: ended[name],
    })
  })
})

describe('bracketOnErrorSync', () => {
  const runSync = (use: () => E.Either<string, string>) => {
    const log: Array<string> = []
    const whole = bracketOnErrorSync(
      () => E.right('lock'),
      () => use,
      (held) => void log.push(`release ${held}`),
    )
    return { log, outcome: E.tryCatch(whole, String) }
  }

  it('releases what it acquired unless its use succeeds', () => {
    expect(runSync(() => E.right('used'))).toEqual({ log: [], outcome: E.right(E.right('used')) })
    expect(runSync(() => E.left('failed'))).toEqual({
      log: ['release lock'],
      outcome: E.right(E.left('failed')),
    })
    expect(runSync(boom)).toEqual({ log: ['release lock'], outcome: E.left('Error: boom') })
  })

  it('releases nothing where nothing was acquired', () => {
    const whole = bracketOnErrorSync(
      () => E.left('taken'),
      () => boom,
      boom,
    )
    expect(whole()).toEqual(E.left('taken'))
  })
})
