import { ashaStopping } from './asha.ts'
import { medianStopping } from './medianStop.ts'
import { successiveHalvingStopping } from './successiveHalving.ts'

/**
 * The forms of early stopping that are known by name: settings, help and workers are made of them.
 *
 * @example
 * import { earlyStoppings } from 'rxnas/streams'
 *
 * console.log(earlyStoppings.map(({ name }) => name).join(', ')) // median, asha, halving
 * const halving = earlyStoppings[2].configure({ eta: 1 })
 * if (halving._tag === 'Left') console.log(halving.left.message)
 * // Early stopping by halving takes a finite number above 1 as eta, not 1.
 */
export const earlyStoppings = [medianStopping, ashaStopping, successiveHalvingStopping] as const
