/**
 * What the article and its code say of their experiment, in one place.
 *
 * Sources: Wallarm, "The First Step-by-Step Guide for Implementing Neural Architecture Search with
 * Reinforcement Learning Using TensorFlow" (2017), its table of results (the accuracies); its code at
 * github.com/wallarm/nascell-automl: `experiments/train.py` (epochs, optimizer, batch, test after each
 * epoch), `cnn.py` (the child, pooling with stride 1), `README.md` and `experiments/README.md` (the
 * architectures), `net_manager.py` and `train.py` (the search).
 *
 * The fourth number of a layer (5 and 3) is fed as a keep probability. Being 1 or more it drops
 * nothing: x / 5 * floor(5 + u) = x. So `dropout` is 0 here. The command that the repository gives for
 * the manual architecture has a kernel of 3 in its second layer; its text and the article say 5, and
 * so does rxnas.
 */
export const article = {
  epochs: 10,
  /** Of MNIST's 60,000 training images; the first 5,000 validate. */
  trainImages: 55_000,
  testImages: 10_000,
  poolStride: 'one',
  training: { optimizer: 'adam', learningRate: 0.0001, batchSize: 100 },
  /** A child of the article's search: 16,500 steps of Adam 0.001, rewarded by its test accuracy. */
  search: { episodes: 2_500, steps: 16_500, learningRate: 0.001, layers: 2 },
} as const

type Layer = readonly [kernel: number, filters: number, pool: number]

const network = (...layers: ReadonlyArray<Layer>) => ({
  layers: layers.map(([kernel, filters, pool]) => ({ kernel, filters, pool, dropout: 0 })),
  training: article.training,
})

/** The article's table: its architectures, and their accuracy on the test images after the last epoch. */
export const published = {
  manual: { architecture: network([5, 32, 2], [5, 64, 2]), accuracy: 0.963 },
  found: { architecture: network([61, 24, 60], [57, 55, 59]), accuracy: 0.9987 },
}

/** One of the article's two architectures. */
export type ArchitectureName = keyof typeof published

/** The names of the article's two architectures. */
export const architectureNames: ReadonlyArray<ArchitectureName> = ['manual', 'found']
