import { type Rewarded, type SearchSpace } from '../../index.ts'
import { readJournal } from '../../node/index.ts'

/** Shows a view the episodes that a journal holds already: those that a search goes on after. */
export const recallEpisodes = async (
  journal: string,
  space: SearchSpace<unknown>,
  recall: (event: Rewarded<unknown>) => void,
): Promise<void> => {
  for await (const read of readJournal(journal, space))
    if (read._tag === 'Line' && read.line.event._tag === 'Rewarded') recall(read.line.event)
}
