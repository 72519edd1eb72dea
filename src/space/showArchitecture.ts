import { isRecord } from '../common/index.ts'
import { type Cnn1d } from './article-cnn1d/Cnn1d.ts'
import { type CellDag } from './cell-dag/space.ts'
import { type Cnn2d } from './cnn2d/space.ts'
import { type Mlp } from './mlp/space.ts'
import { type WithTraining } from './training.ts'

const isList = (u: unknown): u is ReadonlyArray<Readonly<Record<string, unknown>>> =>
  Array.isArray(u) && u.every(isRecord)

const has = (u: unknown, ...names: ReadonlyArray<string>): boolean =>
  isRecord(u) && names.every((name) => name in u)

const isCnn1d = (u: unknown): u is Cnn1d =>
  isRecord(u) &&
  isList(u['layers']) &&
  u['layers'].length > 0 &&
  u['layers'].every((layer) => has(layer, 'kernel', 'filters', 'pool'))

const isMlp = (u: unknown): u is Mlp =>
  isRecord(u) &&
  isList(u['layers']) &&
  u['layers'].every((layer) => has(layer, 'units', 'activation'))

const isCnn2d = (u: unknown): u is Cnn2d =>
  isRecord(u) &&
  isList(u['stages']) &&
  u['stages'].every((stage) => has(stage, 'filters', 'kernel', 'convolutions'))

const isCellDag = (u: unknown): u is CellDag => has(u, 'cell', 'filters', 'cells')

const dropped = (rate: number | undefined): string =>
  rate === undefined || rate === 0 ? '' : ` drop ${rate}`

const shownHead = ({ head }: Cnn2d): string =>
  head === undefined
    ? ''
    : `${head.features === 'flatten' ? ' > flatten' : ''}${head.units === 0 ? '' : ` > ${head.units} relu`}`

const trained = ({ training }: WithTraining): string =>
  training === undefined
    ? ''
    : ` | ${training.optimizer} ${training.learningRate} batch ${training.batchSize}`

const showNetwork = (u: unknown): string => {
  if (isCnn1d(u))
    return u.layers
      .map(
        ({ kernel, filters, pool, dropout }) =>
          `${kernel}x${filters}${pool === 1 ? '' : ` pool ${pool}`}${dropped(dropout)}`,
      )
      .join(' > ')
  if (isMlp(u))
    return u.layers.length === 0
      ? 'linear'
      : u.layers
          .map(
            ({ units, activation, batchNorm, dropout }) =>
              `${units} ${activation}${batchNorm ? ' norm' : ''}${dropped(dropout)}`,
          )
          .join(' > ')
  if (isCnn2d(u))
    return (
      u.stages
        .map(
          ({ filters, kernel, convolutions, batchNorm, skip, pool }) =>
            `${convolutions === 1 ? '' : `${convolutions} of `}${kernel}x${kernel}x${filters}${batchNorm ? ' norm' : ''}${skip ? ' skip' : ''}${pool === 'none' ? '' : ` ${pool}`}`,
        )
        .join(' > ') +
      shownHead(u) +
      dropped(u.dropout)
    )
  if (isCellDag(u))
    return `${u.cells} x [${Object.entries(u.cell)
      .filter(([, operation]) => operation !== 'none')
      .map(([edge, operation]) => `${edge} ${operation}`)
      .join(', ')}] ${u.filters} filters`
  return JSON.stringify(u)
}

/**
 * An architecture in a line: `5x32 pool 2 > 7x64 drop 0.1` for a 1-D convolutional child (kernel x
 * filters), `32 relu > 16 tanh | adam 0.01 batch 32` for a perceptron and how it is trained, JSON for
 * what is none of ours.
 */
export const showArchitecture = (architecture: unknown): string =>
  isCnn1d(architecture) || isMlp(architecture) || isCnn2d(architecture) || isCellDag(architecture)
    ? showNetwork(architecture) + trained(architecture)
    : JSON.stringify(architecture)

/** The architecture that a key stands for, in a line. */
export const showKey = (key: string): string => {
  try {
    return showArchitecture(JSON.parse(key))
  } catch {
    return key
  }
}
