import * as t from 'io-ts'
import { cut, shown } from '../../common/index.ts'
import { type JournalHeader, type Json, showMachine } from '../../core.ts'
import { type ResultFacts } from '../ResultFacts.ts'
import { type RunRecord } from '../RunRecord.ts'
import { strict } from '../strict.ts'

/** A setting, or another thing that a search was made with. */
export const Fact = strict({ name: t.string, text: t.string })
export type Fact = t.TypeOf<typeof Fact>

/** Facts of one kind. */
export const FactSection = strict({ title: t.string, facts: t.readonlyArray(Fact) })
export type FactSection = t.TypeOf<typeof FactSection>

const longest = 2000

const textOf = (value: Json): string =>
  cut(typeof value === 'string' ? value : shown(value, longest), longest)

const isEmpty = (value: Json): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

const optionsOf = (options: Json): string => (isEmpty(options) ? '' : ` ${textOf(options)}`)

const searchFacts = (header: JournalHeader): ReadonlyArray<Fact> => [
  { name: 'policy', text: `${header.policy.name}${optionsOf(header.policy.options)}` },
  { name: 'reward', text: `${header.reward.name}${optionsOf(header.reward.options)}` },
  { name: 'trainer', text: `${header.trainer.name}${optionsOf(header.trainer.options)}` },
  {
    name: 'budget of a child',
    text:
      Object.entries(header.budget)
        .map(([unit, amount]) => `${String(amount)} ${unit}`)
        .join(', ') || "the trainer's own",
  },
  { name: 'episodes a round', text: String(header.batch) },
  { name: 'seed', text: String(header.seed) },
  ...(header.warmStart ?? []).map(({ journal, episodes }) => ({
    name: 'begun from',
    text: `${episodes} episodes of ${journal}`,
  })),
]

const versionFacts = (
  header: JournalHeader,
  schema: number,
  result: ResultFacts | undefined,
): ReadonlyArray<Fact> => [
  { name: 'rxnas', text: header.package === '' ? 'not recorded' : header.package },
  { name: 'form of the journal', text: `version ${schema}` },
  ...(header.machine === undefined ? [] : [{ name: 'machine', text: showMachine(header.machine) }]),
  ...Object.entries(result?.versions ?? {}).map(([name, text]) => ({ name, text })),
]

/**
 * The configuration of a search, its data, and the versions that made it.
 *
 * @param schema - the version that the journal was written in
 */
export const settingsTable = (
  { header, episodes }: RunRecord,
  schema: number,
  result: ResultFacts | undefined,
): ReadonlyArray<FactSection> =>
  header === undefined
    ? []
    : [
        { title: 'Search', facts: searchFacts(header) },
        {
          title: 'Space',
          facts: episodes.decisions.map(({ path, options }) => ({
            name: path,
            text: cut(options.join(', '), 300),
          })),
        },
        {
          title: 'Data',
          facts: [
            ...(header.data === undefined
              ? []
              : [{ name: 'hash of its contents', text: header.data.sha256 }]),
            ...(result?.data ?? []).map((text, i) => ({ name: i === 0 ? 'as read' : '', text })),
          ],
        },
        {
          title: 'Final network',
          facts:
            result === undefined
              ? []
              : [
                  { name: 'trained', text: `${result.created}, ${result.training}` },
                  ...Object.entries(result.metrics).map(([name, value]) => ({
                    name,
                    text: String(Number(value.toPrecision(7))),
                  })),
                ],
        },
        { title: 'Versions', facts: versionFacts(header, schema, result) },
      ].filter(({ facts }) => facts.length > 0)
