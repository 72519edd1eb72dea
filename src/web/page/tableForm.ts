import { type ColumnEncoding, type Preparation } from '../../data/index.ts'
import { element } from './element.ts'
import { type InputForm, type OnInput } from './InputForm.ts'

type Of<Tag extends Preparation['_tag']> = Preparation & { readonly _tag: Tag }

const missing = 'missing'
const another = 'another value'

/** A field of a column: how a cell is given, and what it holds. */
interface Field {
  readonly input: HTMLInputElement | HTMLSelectElement
  readonly read: () => string | null
}

/** Numbers of the training rows are in the middle of this form's fields. */
const numberField = ({ mean, deviation }: ColumnEncoding & { readonly _tag: 'Number' }): Field => {
  const digits = Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(Math.abs(deviation) || 1))))
  const input = element('input', {
    type: 'text',
    inputMode: 'decimal',
    autocomplete: 'off',
    value: mean.toFixed(digits),
  })
  return { input, read: () => (input.value.trim() === '' ? null : input.value) }
}

const categoryField = ({
  values,
  others,
}: ColumnEncoding & { readonly _tag: 'Category' }): Field => {
  const choices: ReadonlyArray<readonly [text: string, value: string | null]> = [
    ...values.flatMap((value) => (value === '' ? [] : [[value, value] as const])),
    ...(others === undefined ? [] : [[another, others[0] ?? another] as const]),
    [missing, null],
  ]
  const input = element('select', {}, ...choices.map(([text]) => element('option', {}, text)))
  return { input, read: () => choices[input.selectedIndex]?.[1] ?? null }
}

/** A form with a field for each column. Columns may have any name, so a row is a list of pairs until the end. */
export const tableForm = ({ columns }: Of<'Table'>, onInput: OnInput): InputForm => {
  const fields = columns.map((code) => ({
    name: code.name,
    ...(code._tag === 'Number' ? numberField(code) : categoryField(code)),
  }))
  const form = element(
    'div',
    { className: 'fields' },
    ...fields.map(({ name, input }) => element('label', {}, element('span', {}, name), input)),
  )
  form.addEventListener('input', onInput)
  return {
    element: form,
    read: () => Object.fromEntries(fields.map(({ name, read }) => [name, read()])),
  }
}
