import { checkOptions, optionsOf } from '../../common/index.ts'
import { imap, refine } from '../combinators.ts'
import { int, sequence, struct } from '../constructors.ts'
import { type SearchSpace } from '../SearchSpace.ts'
import { type Cnn1d, type Cnn1dLayer, type Cnn1dTask, mnistTask } from './Cnn1d.ts'
import { checkCnn1d, layersCheck } from './checkCnn1d.ts'
import { type CostLimits, defaultLimits } from '../cost.ts'
import { rejectMisfit } from './space.ts'

/**
 * A layer as the article's policy proposes it. Its fourth number is called a dropout rate, but the
 * article's code uses it as a keep probability of 1 or more, which drops nothing; so `dropout` is 0.
 */
export interface ArticleLayer extends Cnn1dLayer {
  readonly keep: number
}

/** An architecture of {@link articleActions}, which every trainer of `Cnn1d` takes. */
export interface ArticleChild extends Cnn1d {
  readonly layers: ReadonlyArray<ArticleLayer>
}

/** Options of {@link articleActions}. */
export interface ArticleActionsOptions {
  /** How many layers every child has (the article's `max_layers`); default 2. */
  readonly layers?: number
  readonly task?: Cnn1dTask
  readonly limits?: CostLimits
}

/**
 * The space that the article's own policy acts in: a fixed number of layers of four whole numbers
 * from 1 to 100, which is the most that its division rate of 100 lets it represent.
 */
export const articleActions = (options: ArticleActionsOptions = {}): SearchSpace<ArticleChild> => {
  const {
    layers = 2,
    task = mnistTask,
    limits = defaultLimits,
  } = optionsOf('articleActions()', options)
  checkOptions('articleActions()', { layers }, { layers: layersCheck })
  checkCnn1d('articleActions()', task, limits)
  const upTo100 = int({ min: 1, max: 100 })
  const layer = imap(
    struct({ kernel: upTo100, filters: upTo100, pool: upTo100, keep: upTo100 }),
    (l): ArticleLayer => ({ ...l, dropout: 0 }),
    ({ kernel, filters, pool, keep }) => ({ kernel, filters, pool, keep }),
  )
  return refine(struct({ layers: sequence(layers, layers, layer) }), rejectMisfit(task, limits))
}
