import * as t from 'io-ts'

/** What stands between the whole and the parts of a number. */
export type DecimalMark = 'point' | 'comma'

/** What stands between the thousands of a number. */
export type ThousandsMark = 'comma' | 'point' | 'space' | 'apostrophe'

/** How the numbers of a column are written: decided once, by all of its cells, and kept for new rows. */
export interface NumberForm {
  readonly decimal: DecimalMark
  /** What may stand between thousands; where it is not known, any mark but the decimal one. */
  readonly thousands?: ThousandsMark | 'none'
  /** The currency or percent sign beside the numbers. */
  readonly sign?: string
}

/** Codec of {@link NumberForm}. */
export const NumberForm: t.Type<NumberForm, unknown> = t.readonly(
  t.exact(
    t.intersection([
      t.type({ decimal: t.keyof({ point: null, comma: null }) }),
      t.partial({
        thousands: t.keyof({ comma: null, point: null, space: null, apostrophe: null, none: null }),
        sign: t.string,
      }),
    ]),
  ),
)

const thousandsNames: Readonly<Record<ThousandsMark, string>> = {
  comma: 'commas',
  point: 'points',
  space: 'spaces',
  apostrophe: 'apostrophes',
}

/** How numbers are written, for a person: `a decimal comma and points between thousands`. */
export const describeForm = ({ decimal, thousands, sign }: NumberForm): string => {
  const between =
    thousands === undefined || thousands === 'none'
      ? ''
      : ` and ${thousandsNames[thousands]} between thousands`
  return `a decimal ${decimal}${between}${sign === undefined ? '' : `, beside ${sign}`}`
}

/** Whether numbers are written as programs write them, so that nothing of it need be kept. */
export const isPlain = ({ decimal, thousands, sign }: NumberForm): boolean =>
  decimal === 'point' &&
  (thousands === undefined || thousands === 'none') &&
  (sign === undefined || sign === '%')
