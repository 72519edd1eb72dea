import { type Preparation } from '../../data/index.ts'
import { element } from './element.ts'
import { type InputForm, type OnInput } from './InputForm.ts'

type Of<Tag extends Preparation['_tag']> = Preparation & { readonly _tag: Tag }

/** A place for the numbers of one example, with anything between them that no number has. */
export const arrayForm = ({ shape, scaling }: Of<'Arrays'>, onInput: OnInput): InputForm => {
  const size = shape.reduce((a, b) => a * b, 1)
  const means = scaling?.means ?? [0]
  const text = element('textarea', {
    rows: 6,
    value: Array.from({ length: size }, (_, i) =>
      Number((means[i % means.length] ?? 0).toPrecision(4)),
    ).join(' '),
  })
  text.addEventListener('input', onInput)
  return {
    element: element('label', {}, element('span', {}, `${shape.join(' x ')} numbers`), text),
    read: () =>
      text.value
        .split(/[^-+\d.eE]+/)
        .filter((part) => part !== '')
        .map(Number),
  }
}
