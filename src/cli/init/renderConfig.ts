/** What the questions of `rxnas init` were answered with. */
export interface Answers {
  readonly data: string
  readonly target?: string
  readonly space?: string
  readonly episodes?: number
}

const literal = (value: string | number): string =>
  typeof value === 'number'
    ? String(value)
    : // As JSON, which escapes line breaks too, in the quotes of a formatted file.
      `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

const entries = ({
  data,
  target,
  space,
  episodes,
}: Answers): ReadonlyArray<[string, string | number]> =>
  Object.entries({ data, target, space, episodes }).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  )

/** A configuration that runs, as TypeScript or JSON. */
export const renderConfig = (answers: Answers, format: 'ts' | 'json'): string =>
  format === 'json'
    ? `${JSON.stringify(
        {
          $schema: './node_modules/rxnas/dist/config.schema.json',
          ...Object.fromEntries(entries(answers)),
        },
        null,
        2,
      )}\n`
    : [
        "import { defineSearch } from 'rxnas/node'",
        '',
        '// Every setting is a flag of `rxnas search` too; an editor completes and explains them here.',
        'export default defineSearch({',
        ...entries(answers).map(([key, value]) => `  ${key}: ${literal(value)},`),
        '})',
        '',
      ].join('\n')
