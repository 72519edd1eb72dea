import { Subject, type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { type Measurement } from '../../../src/core.ts'
import { type Trainer, trainerPool } from '../../../streams/index.ts'
import { type Child, job, requiredTrainerCases } from '../support.ts'

/** A trainer whose trainings end when they are told to. */
const byHand = () => {
  const running = new Map<string, Subject<Measurement>>()
  const begun: Array<string> = []
  const trainer =
    (name: string): Trainer<Child> =>
    ({ architecture: { a } }) => {
      const training = new Subject<Measurement>()
      begun.push(`${name}${a}`)
      running.set(`${name}${a}`, training)
      return training
    }
  const end = (name: string): void => {
    running.get(name)?.next({ accuracy: 1 })
    running.get(name)?.complete()
  }
  return { begun, trainer, end }
}
const start = (trainer: Trainer<Child>, a: number) =>
  (trainer(job({ a })) as Observable<unknown>).subscribe()

describe('trainerPool', () => {
  requiredTrainerCases(() => trainerPool(1))

  it('lets a search with one child have its turn before another’s many', () => {
    const { begun, trainer, end } = byHand()
    const pool = trainerPool(1)
    const [many, few] = [pool(trainer('many')), pool(trainer('few'))]
    for (const a of [1, 2, 3]) start(many, a)
    start(few, 1)
    end('many1')
    expect(begun).toEqual(['many1', 'few1'])
    end('few1')
    start(few, 2)
    end('many2')
    end('few2')
    expect(begun).toEqual(['many1', 'few1', 'many2', 'few2', 'many3'])
  })

  it('leaves no place idle while anyone waits', () => {
    const { begun, trainer } = byHand()
    const pool = trainerPool(3)
    const [many] = [pool(trainer('many')), pool(trainer('few'))]
    for (const a of [1, 2, 3, 4]) start(many, a)
    expect(begun).toEqual(['many1', 'many2', 'many3'])
  })

  it('takes back the place of a training that is unsubscribed, waiting or running', async () => {
    const { begun, trainer } = byHand()
    const mine = trainerPool(1)(trainer('m'))
    const [running, waiting] = [start(mine, 1), start(mine, 2)]
    start(mine, 3)
    waiting.unsubscribe()
    running.unsubscribe()
    await Promise.resolve()
    expect(begun).toEqual(['m1', 'm3'])
  })

  it.each([0, 1.5, NaN])('refuses %s places', (places) => {
    expect(() => trainerPool(places)).toThrow(RangeError)
  })
})
