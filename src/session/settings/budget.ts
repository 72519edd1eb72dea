import { counted } from '../../common/index.ts'
import { type Budget } from '../../core.ts'

const form = /^(\d+(?:\.\d+)?)\s*(steps?|images?|examples?|epochs?)$/

const units = { step: 'steps', image: 'images', example: 'images', epoch: 'epochs' } as const

/** The least and most of each unit: no training is shorter, and none would come to an end after the most. */
const bounds = { steps: [1, 1e12], images: [1, 1e12], epochs: [0.0001, 1e6] } as const

/**
 * A budget as a person writes it: `300 steps`, `20000 images` (or examples), `1 epoch`, or several
 * with commas; `undefined` for what is none.
 */
export const parseBudget = (given: string): Budget | undefined => {
  const parsed: { -readonly [K in keyof Budget]: Budget[K] } = {}
  for (const part of given.split(',')) {
    const [, amount = '', unit = ''] = form.exec(part.trim().toLowerCase()) ?? []
    const value = Number(amount)
    const name = Object.entries(units).find(([one]) => unit.replace(/s$/, '') === one)?.[1]
    // Twice of one unit would be the second alone.
    if (name === undefined || parsed[name] !== undefined) return undefined
    const [least, most] = bounds[name]
    if (value < least || value > most || (name !== 'epochs' && !Number.isInteger(value)))
      return undefined
    parsed[name] = value
  }
  return parsed
}

/** A budget as {@link parseBudget} reads it. */
export const showBudget = (b: Budget): string =>
  [
    b.epochs === undefined ? [] : [counted(b.epochs, 'epoch')],
    // Of a table they are rows: the word that fits all data.
    b.images === undefined ? [] : [counted(b.images, 'example')],
    b.steps === undefined ? [] : [counted(b.steps, 'step')],
  ]
    .flat()
    .join(', ')
