/** A day, or a day and a time, as most programs write them. */
const date =
  /^(?:\d{4}([-/.])\d{1,2}(?:\1\d{1,2})?|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2}))(?:[ T]\d{1,2}:\d{2}.*)?$/

/** Whether a text is a date. */
export const isDate = (text: string): boolean => date.test(text)

/** A number with signs around it: 1 200,50 or $12 or 5 kg. */
const written = /^[^\p{L}\d]{0,3}[+-]?\d[\d.,'’\s]*\s?[^\d\s]{0,3}$/u

/** Whether a text is a number as people write it, which is not read as one. */
export const isNumberForPeople = (text: string): boolean => written.test(text)

/** Names of columns that tell rows apart: id, user_id, userId, index, or none (as pandas and R leave it). */
const identifiers: ReadonlyArray<RegExp> = [
  /^(?:id|index|row|.*[_\s-]id|unnamed.*)$/i,
  /[a-z]I[dD]$/,
]

/** Whether a column's name says that it tells rows apart. */
export const isIdentifierName = (name: string): boolean =>
  identifiers.some((form) => form.test(name))
