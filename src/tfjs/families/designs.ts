import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  type Cnn1d,
  type Cnn2d,
  type Cnn2dStage,
  type Mlp,
  type MlpLayer,
  type TrainingChoice,
} from '../../space/index.ts'
import { type Task } from '../../task/index.ts'
import { type ChildFamily } from './ChildFamily.ts'

/** Plain networks by how they are trained; a search leaves out what its space does not have. */
type Designs<A> = (training: TrainingChoice) => ReadonlyArray<A>

const stage = (filters: number, more: Partial<Cnn2dStage> = {}): Cnn2dStage => ({
  ...{ filters, kernel: 3, convolutions: 1, batchNorm: false, skip: false, pool: 'max' },
  ...more,
})

const residual = { convolutions: 2, batchNorm: true, skip: true } as const
const flat = { features: 'flatten', units: 0 } as const

/** For images: two convolutions as in every first tutorial, a dense layer after them, and a small residual network. */
export const cnn2dDesigns: Designs<Cnn2d> = (training) => [
  { stages: [stage(32), stage(64)], head: flat, dropout: 0.5, training },
  { stages: [stage(16), stage(32)], head: { ...flat, units: 128 }, dropout: 0.5, training },
  { stages: [stage(16, residual), stage(32, residual)], head: flat, dropout: 0.25, training },
]

const layer = (units: number, dropout = 0): MlpLayer => ({
  ...{ units, activation: 'relu', batchNorm: false, dropout },
})

/** For everything: a linear model, one hidden layer, and two. */
export const mlpDesigns: Designs<Mlp> = (training) => [
  { layers: [], training },
  { layers: [layer(64)], training },
  { layers: [layer(128, 0.1), layer(64, 0.1)], training },
]

/** For what is read in a row: two convolutions, the second of which reaches far. */
export const cnn1dDesigns: Designs<Cnn1d> = (training) =>
  [
    [
      { kernel: 9, filters: 16, pool: 6, dropout: 0 },
      { kernel: 15, filters: 64, pool: 4, dropout: 0.2 },
    ],
    [
      { kernel: 9, filters: 24, pool: 6, dropout: 0 },
      { kernel: 15, filters: 64, pool: 3, dropout: 0.2 },
    ],
  ].map((layers) => ({ layers, training }))

/** A family with designs to start with. */
export const withDesigns =
  <A>(designs: ReadonlyArray<A>) =>
  <F extends Omit<ChildFamily<A>, 'name'>>(family: F): F => ({
    ...family,
    forTask: (task: Task) =>
      pipe(
        family.forTask(task),
        E.map((children) => ({ ...children, designs })),
      ),
  })
