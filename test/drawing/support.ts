import { choice, struct } from '../../src/core.ts'
import {
  notTold,
  recordOf,
  reportOf,
  type Report,
  type RunParts,
  type RunRecord,
  told,
} from '../../src/report/index.ts'
import { type Episode, linesOf } from '../report/support.ts'

/** A text that would run, end its element, or end its attribute, where it is not escaped. */
export const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(2)></style>\u202e&amp;`

const space = struct({ units: choice(8, 16, 32), [hostile]: choice('a', hostile) })

/** A search of so many episodes, some of which failed for a hostile reason. */
export const searched = (count: number): RunRecord =>
  recordOf(
    linesOf(
      space,
      Array.from({ length: count }, (_, i): Episode => {
        const units = [8, 16, 32][i % 3] ?? 8
        const architecture = { units, [hostile]: i % 2 === 0 ? 'a' : hostile }
        if (i % 11 === 10) return { architecture, failed: `${hostile} at step ${i}`, reward: -1 }
        const accuracy = units / 40 + (i % 7) / 1000
        return {
          architecture,
          metrics: { accuracy, parameters: units * 10, [hostile]: i },
          reward: accuracy,
        }
      }),
    ),
  )

const layer = {
  ...{
    name: 'a',
    kind: hostile,
    detail: hostile,
    output: '28 x 28 x 1',
    parameters: 10,
    flops: 20,
  },
  milliseconds: null,
}

/** What a run of a record has, with hostile texts wherever one can stand. */
export const partsOf = (record: RunRecord, changed: Partial<RunParts> = {}): RunParts => ({
  ...{ name: hostile, record, schema: 3, baseline: undefined, predictions: undefined },
  result: {
    ...{ metrics: { testAccuracy: 0.9, constantAccuracy: 0.4 }, data: [hostile], created: '' },
    ...{ versions: { [hostile]: hostile }, training: hostile, classes: [hostile, 'b'] },
  },
  network: told({
    layers: [
      { ...layer, reads: [] },
      { ...layer, reads: [0] },
      { ...layer, reads: [0, 1] },
    ],
    ...{ parameters: 10, flops: 20 },
  }),
  networks: [
    { episode: 0, network: { layers: [{ ...layer, reads: [] }], parameters: 10, flops: 20 } },
  ],
  command: `rxnas search --target ${hostile}`,
  notes: [hostile],
  ...changed,
})

/** The report of some runs. */
export const reportFor = (...runs: ReadonlyArray<RunParts>): Report =>
  reportOf(runs, { created: '2026-01-31T09:15:02.000Z', version: '0.1.0' })

/** A run of which nothing is known but that it began. */
export const emptyParts: RunParts = partsOf(searched(0), {
  ...{ result: undefined, network: notTold('No network.'), networks: [], command: undefined },
})
