import { lastValueFrom, type Observable, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { type Measurement, type TrainingProgress } from '../../../src/core.ts'
import { repeatTraining, type Trainer } from '../../../streams/index.ts'
import { type Child, job, requiredTrainerCases } from '../support.ts'

type Said = TrainingProgress | Measurement
const run = (runs: number, trainer: Trainer<Child>) =>
  lastValueFrom((repeatTraining(runs)(trainer)(job()) as Observable<Said>).pipe(toArray()))

describe('repeatTraining', () => {
  // One run is the trainer itself; the cases of more follow.
  requiredTrainerCases(() => repeatTraining(1))

  it('measures the mean over seeds, the first of which is the child’s own', async () => {
    const seeds: Array<number> = []
    const trainer: Trainer<Child> = ({ seed }) => [
      { accuracy: seeds.push(seed) / 4, seconds: 2, loss: 1 },
    ]
    expect(await run(3, trainer)).toEqual([{ accuracy: 0.5, seconds: 6, loss: 1 }])
    expect(seeds[0]).toBe(1)
    expect(new Set(seeds).size).toBe(3)
    const again: Array<number> = []
    await run(3, ({ seed }) => [{ accuracy: again.push(seed) }])
    expect(again).toEqual(seeds)
  })

  it('tells no metric that a run lacks', async () => {
    let runs = 0
    const trainer: Trainer<Child> = () => [
      (runs += 1) === 1 ? { accuracy: 1, loss: 2 } : { accuracy: 0 },
    ]
    expect(await run(2, trainer)).toEqual([{ accuracy: 0.5 }])
  })

  it('counts the steps of all runs, one run after another', async () => {
    const trainer: Trainer<Child> = () => [
      { _tag: 'Progress', step: 1, steps: 2, metrics: {} },
      { _tag: 'Progress', step: 2, steps: 2, metrics: {} },
      { accuracy: 1 },
    ]
    const said = await run(2, trainer)
    expect(said.map((s) => [s['step'], s['steps']])).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
      [undefined, undefined],
    ])
  })

  it('fails with the run that fails, and begins no other', async () => {
    let begun = 0
    const trainer: Trainer<Child> = () => [(begun += 1) === 2 ? { accuracy: NaN } : { accuracy: 1 }]
    await expect(run(4, trainer)).rejects.toMatchObject({ _tag: 'BadMetrics' })
    expect(begun).toBe(2)
  })

  it.each([0, 2.5, NaN])('refuses %s runs', (runs) => {
    expect(() => repeatTraining(runs)).toThrow(RangeError)
  })
})
