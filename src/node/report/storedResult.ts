import * as E from 'fp-ts/lib/Either.js'
import { dirname, join } from 'node:path'
import { type JournalHeader } from '../../core.ts'
import { type ModelCard, readCard } from '../model/index.ts'

/** The network that a search ended with. */
export interface StoredResult {
  readonly model: string
  readonly card: ModelCard
}

/** Whether a card is of the search of a header: another may have been trained into the folder since. */
const isOf = ({ search }: ModelCard, { policy, seed, batch }: JournalHeader): boolean =>
  search !== null &&
  search.policy.name === policy.name &&
  search.seed === seed &&
  search.batch === batch

/** The network that lies beside a journal and was found by its search; `undefined` where there is none. */
export const storedResult = (
  journal: string,
  header: JournalHeader | undefined,
): StoredResult | undefined => {
  const model = join(dirname(journal), 'model')
  const saved = readCard(model)
  return header !== undefined && E.isRight(saved) && isOf(saved.right.card, header)
    ? { model, card: saved.right.card }
    : undefined
}
