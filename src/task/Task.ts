import * as t from 'io-ts'
import { boundedNumber } from '../episode/bounded.ts'
import { wholeNumber } from '../common/index.ts'

/** What a child says of an example: one of `count` classes, or a number. */
export type Target =
  | { readonly _tag: 'Classes'; readonly count: number }
  // Of regression.
  | { readonly _tag: 'Number' }

/** What a child reads and says: of the data, not of the architecture. */
export interface Task {
  /** Shape of one example: [features] of a table, [height, width, channels] of an image. */
  readonly input: ReadonlyArray<number>
  readonly target: Target
}

/** Codec of {@link Task}. */
export const Task: t.Type<Task, unknown> = t.readonly(
  t.strict({
    input: t.readonlyArray(boundedNumber(wholeNumber(1, 2 ** 31))),
    target: t.union([
      t.readonly(
        t.strict({ _tag: t.literal('Classes'), count: boundedNumber(wholeNumber(1, 2 ** 24)) }),
      ),
      t.readonly(t.strict({ _tag: t.literal('Number') })),
    ]),
  }),
)

/** How many numbers a child of a task puts out: a logit a class, or the number itself. */
export const outputsOf = ({ target }: Task): number =>
  target._tag === 'Classes' ? target.count : 1
