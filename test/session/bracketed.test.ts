import * as TE from 'fp-ts/lib/TaskEither.js'
import { concat, lastValueFrom, NEVER, type Observable, of, take, throwError, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { bracketed } from '../../src/session/operators/bracketed.ts'

const log = (): {
  readonly said: Array<string>
  readonly held: <T>(use: () => Observable<T>) => Observable<T>
} => {
  const said: Array<string> = []
  return {
    said,
    held: (use) =>
      bracketed(
        () => TE.fromIO(() => said.push('acquired')),
        use,
        () => () =>
          Promise.resolve().then(() => {
            said.push('released')
          }),
      ),
  }
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 0))

describe('bracketed', () => {
  it('releases before the end is told, also where it ends by an error or a bug', async () => {
    const { said, held } = log()
    await lastValueFrom(held(() => of(1, 2))).then(() => said.push('completed'))
    await lastValueFrom(held(() => throwError(() => 'no'))).catch(() => said.push('failed'))
    await lastValueFrom(
      held((): Observable<number> => {
        throw new Error('a bug')
      }),
    ).catch(() => said.push('threw'))
    const one = ['acquired', 'released']
    expect(said).toEqual([...one, 'completed', ...one, 'failed', ...one, 'threw'])
  })

  it('releases what is nested where one leaves at the very first event, which comes at once', async () => {
    const outer = log()
    const inner = log()
    const events = outer.held(() => inner.held(() => concat(of('first'), NEVER)))
    expect(await lastValueFrom(events.pipe(take(1), toArray()))).toEqual(['first'])
    await settled()
    expect([outer.said, inner.said]).toEqual([
      ['acquired', 'released'],
      ['acquired', 'released'],
    ])
  })

  it('releases what is acquired only after one has left', async () => {
    const { said, held } = log()
    held(() => NEVER)
      .subscribe()
      .unsubscribe()
    await settled()
    expect(said).toEqual(['acquired', 'released'])
  })

  it('errors with the reason where nothing is acquired, and releases nothing', async () => {
    let released = false
    const events = bracketed(
      () => TE.left('no room'),
      () => of(1),
      () => () => {
        released = true
        return Promise.resolve()
      },
    )
    await expect(lastValueFrom(events)).rejects.toBe('no room')
    expect(released).toBe(false)
  })
})
