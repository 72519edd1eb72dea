const time = String.raw`(?:[ T]\d{1,2}:\d{2}.*)?`

/** 2024-01-31, 2024/1 and the like, with the year first. */
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?${time}$`)
/** 31.12.2024, 1/31/24 and the like. */
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${time}$`)
/** Apr 1 2000, April 1, 2000, Sat, 1 Apr 2000 10:15 and 01-Apr-2000, in any language. */
const withMonth = new RegExp(
  String.raw`^(?:\p{L}{2,}\.?,? )?(?:\p{L}{3,}\.? \d{1,2}(?:st|nd|rd|th)?,? |\d{1,2}(?:st|nd|rd|th|\.)?[ -]\p{L}{3,}\.?[ -])(\d{4})${time}$`,
  'u',
)
const inOne = /^(\d{4})(\d{2})(\d{2})$/

const isWithin = (text: string | undefined, low: number, high: number): boolean =>
  text === undefined || (Number(text) >= low && Number(text) <= high)

const isYear = (text: string | undefined): boolean => isWithin(text, 1700, 2200)
const isMonth = (text: string | undefined): boolean => isWithin(text, 1, 12)
const isDay = (text: string | undefined): boolean => isWithin(text, 1, 31)

/** Whether a text is a day, or a day and a time, as most people and programs write them. */
export const isDate = (text: string): boolean => {
  const [a, year, , month, day] = yearFirst.exec(text) ?? []
  if (a !== undefined) return isYear(year) && isMonth(month) && isDay(day)
  const [b, one, , two, last] = yearLast.exec(text) ?? []
  if (b !== undefined)
    return (
      isDay(one) &&
      isDay(two) &&
      (isMonth(one) || isMonth(two)) &&
      (last?.length === 2 || isYear(last))
    )
  const [c, named] = withMonth.exec(text) ?? []
  return c !== undefined && isYear(named)
}

/** Whether a whole number is a day, as 20240131. */
export const isDateInOne = (value: number): boolean => {
  const [all, year, month, day] = inOne.exec(String(value)) ?? []
  return all !== undefined && isWithin(year, 1900, 2100) && isMonth(month) && isDay(day)
}

/** A number with something around it: 5 kg or about 12. */
const written = /^[^\p{L}\d]{0,3}[+-]?\d[\d.,'’\s]*\s?[^\d\s]{0,3}$/u

/** A number with letters behind it, as 15 kg and 20m². */
const withUnit = /^[+-]?\d[\d.,'’\s]*([\p{L}°µ][\p{L}\d²³/°·]*)\.?$/u

/** From this part on nearly all texts are of a form. */
const nearlyAll = 0.9

/** The unit that nearly all of some texts have, which are numbers but for it; nothing where there is none. */
export const unitOf = (texts: ReadonlyArray<string>): string | undefined => {
  const counts = new Map<string, number>()
  for (const text of texts) {
    const [, unit] = withUnit.exec(text) ?? []
    if (unit !== undefined) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  }
  const most = nearlyAll * texts.length
  return [...counts].find(([, count]) => count > most)?.[0]
}

/** Whether a text is a number to the base 16, as 0x1F. */
export const isHexadecimal = (text: string): boolean => /^0x[\da-f]+$/i.test(text)

/** Whether a text is a number as people write it, which is not read as one. */
export const isNumberForPeople = (text: string): boolean => written.test(text)

const words = 5

/** Whether a text is a sentence rather than a name. */
export const isSentence = (text: string): boolean => text.trim().split(/\s+/).length >= words

/** Names of columns that tell rows apart: id, user_id, userId, RowNumber, index, Kundennr, or none (as pandas and R leave it). */
const identifiers: ReadonlyArray<RegExp> = [
  /^(?:id|idx|index|row|nr|no|#|key|uuid|guid|(?:row|record|serial|line)[_\s-]?(?:no|nr|num|number|index)|.*[_\s.-]id|unnamed.*)$/i,
  /[a-z]I[dD]$/,
  /\p{L}[_\s.-]?nr\.?$/iu,
]

/** Names of columns that may number rows or something else: customer_no, OrderNumber, invoice code, Rechnungsnummer. */
const numberings: ReadonlyArray<RegExp> = [
  /(?:^|[^\p{L}])(?:no|num|numb|number|code|key|seq|sequence|counter|serial|ref|case|record)\.?$/iu,
  /\p{Ll}(?:No|Num|Number|Code|Key|Seq|Ref)$/u,
  /(?:nummer|numero|número|numéro)$/iu,
]

/** Whether a column's name says that it may number rows. */
export const isNumberingName = (name: string): boolean => numberings.some((form) => form.test(name))

/** Whether a column's name says that it tells rows apart. */
export const isIdentifierName = (name: string): boolean =>
  identifiers.some((form) => form.test(name))
