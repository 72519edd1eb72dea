import * as E from 'fp-ts/lib/Either.js'
import { decodeArchitecture, type JournalHeader } from '../../core.ts'
import { type Children } from '../../tfjs/index.ts'
import { type SearchPlan } from './SearchPlan.ts'

/**
 * The architectures that a search starts with. A search that goes on has those of its journal: its
 * family may have others by now.
 */
export const designsOf = (
  { startWith }: Pick<SearchPlan, 'startWith'>,
  { space, designs = [] }: Pick<Children<unknown>, 'space' | 'designs'>,
  recorded: JournalHeader | undefined,
): ReadonlyArray<unknown> => {
  if (recorded === undefined) return startWith === 'designs' ? designs : []
  const decode = decodeArchitecture(space)
  return (recorded.startWith ?? []).flatMap((candidate) => {
    const design = decode(candidate)
    // One that is none of the space is told as a difference of the journal.
    return E.isRight(design) ? [design.right] : []
  })
}
