import { basename } from 'node:path'
import { type ModelCard } from '../model/ModelCard.ts'

const shown = (value: number): string => String(Number(value.toPrecision(4)))

/** A network in a few lines for who sees it in a page: what it was trained on, and what it reached. */
export const describeNetwork = ({
  data,
  preparation,
  metrics,
  created,
}: ModelCard): ReadonlyArray<string> => {
  const [name, score, baseline] =
    preparation.target._tag === 'Classes'
      ? ['accuracy', metrics['testAccuracy'], metrics['constantAccuracy']]
      : ['R²', metrics['testR2'], metrics['constantR2']]
  return [
    `Trained on ${data.train} examples of ${basename(data.source)}, ${created.slice(0, 10)}.`,
    ...(score === undefined
      ? []
      : [
          `Test ${name} ${shown(score)} on ${data.test} examples that it was not trained on${
            baseline === undefined ? '' : ` (always guessing the same: ${shown(baseline)})`
          }.`,
        ]),
  ]
}

/** What a page is about. */
export const titleOf = ({ preparation }: ModelCard): string =>
  preparation._tag === 'Table'
    ? `What is ${preparation.targetColumn}?`
    : preparation._tag === 'Images'
      ? 'What does an image show?'
      : 'What are these numbers?'
