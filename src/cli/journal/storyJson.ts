import { type Comparison } from '../../core.ts'
import { type StoredResult } from '../../node/index.ts'
import { type Story } from './story.ts'

/** The story of a search as one JSON object, for a program. */
export const storyJson = (
  journal: string,
  story: Story,
  result: StoredResult | undefined,
  comparison: Comparison | undefined,
): string => {
  const { header, began, ended, seconds, episodes, rounds, recalled, dropped } = story
  const { trained, cached, failed, rejected, reasons, records, model } = story
  return JSON.stringify({
    ...{ journal, header: header ?? null, began: began ?? null, ended: ended ?? null, seconds },
    ...{ episodes, rounds, recalled, dropped },
    outcomes: { trained: trained - cached, seenBefore: cached, failed, rejected },
    failures: [...reasons].map(([message, { times, architecture }]) => ({
      ...{ message, times, architecture },
    })),
    records,
    figures: model.figures,
    best: model.best.flatMap(({ outcome, reward }) =>
      outcome._tag === 'Trained'
        ? [
            {
              episode: outcome.validated.episode,
              ...{ reward, architecture: outcome.validated.architecture, metrics: outcome.metrics },
            },
          ]
        : [],
    ),
    result:
      result === undefined
        ? null
        : {
            model: result.model,
            metrics: result.card.metrics,
            confirmed: result.card.search?.confirmed ?? null,
          },
    comparison: comparison ?? null,
  })
}
