import * as t from 'io-ts'
import { headerDifference, type JournalHeader, pairedDifference, verdictOf } from '../../core.ts'
import { mean } from '../../common/index.ts'
import { IndexColumn, NumberColumn } from '../columns.ts'
import { thinned } from '../downsample.ts'
import { type Episodes, hasChild } from '../Episodes.ts'
import { type RunRecord } from '../RunRecord.ts'
import { strict } from '../strict.ts'

/** The best reward so far of searches that differ in their seeds alone: their mean, the lowest and the highest. */
const ComparedGroup = strict({
  name: t.string,
  seeds: t.readonlyArray(t.number),
  /** Episodes that all searches of all groups have. */
  episode: IndexColumn,
  mean: NumberColumn,
  low: NumberColumn,
  high: NumberColumn,
})
type ComparedGroup = t.TypeOf<typeof ComparedGroup>

/** The paired test of the difference of two groups' best rewards, a pair a seed. */
const GroupDifference = strict({
  first: t.string,
  second: t.string,
  pairs: t.number,
  difference: t.number,
  /** Ends of the 95 % interval; `null` where one pair tells none. */
  low: t.union([t.number, t.null]),
  high: t.union([t.number, t.null]),
  p: t.number,
  /** In a sentence. */
  verdict: t.string,
})
type GroupDifference = t.TypeOf<typeof GroupDifference>

/** Several searches beside each other. */
export const ComparedRuns = strict({
  groups: t.readonlyArray(ComparedGroup),
  differences: t.readonlyArray(GroupDifference),
  /** In what the searches differ beside policy and seed. */
  notes: t.readonlyArray(t.string),
})
export type ComparedRuns = t.TypeOf<typeof ComparedRuns>

/** A search with the name that it is shown by. */
export interface NamedRun {
  readonly name: string
  readonly record: RunRecord
}

interface Group {
  readonly name: string
  readonly header: JournalHeader
  readonly runs: ReadonlyArray<RunRecord>
}

const mostPoints = 400

const isSeedOnly = (a: JournalHeader, b: JournalHeader): boolean =>
  headerDifference(a, b).every(({ path }) => path === 'seed')

/** Searches in groups of those that differ in their seeds alone, in the order that they were named. */
const groupsOf = (runs: ReadonlyArray<NamedRun>): ReadonlyArray<Group> => {
  const groups: Array<Group> = []
  for (const { name, record } of runs) {
    const { header } = record
    if (header === undefined || record.episodes.count === 0) continue
    const at = groups.findIndex((group) => isSeedOnly(group.header, header))
    const group = groups[at]
    if (group === undefined) groups.push({ name, header, runs: [record] })
    else groups[at] = { ...group, runs: [...group.runs, record] }
  }
  const policies = groups.map(({ header }) => header.policy.name)
  return groups.map((group, i) => ({
    ...group,
    // A policy's name says more than a folder's, where it tells the groups apart.
    name:
      policies.filter((policy) => policy === policies[i]).length === 1
        ? (policies[i] ?? group.name)
        : `${policies[i] ?? ''} (${group.name})`,
  }))
}

/** The best reward of a trained child up to each episode; NaN before there is one. */
const bests = (episodes: Episodes, upTo: number): Float32Array => {
  let best = NaN
  return Float32Array.from({ length: upTo }, (_, i) => {
    const reward = episodes.reward[i] ?? NaN
    if (hasChild(episodes, i) && !(reward <= best)) best = reward
    return best
  })
}

const comparedGroup = ({ name, runs }: Group, upTo: number): ComparedGroup => {
  const curves = runs.map(({ episodes }) => bests(episodes, upTo))
  const places = thinned(
    Array.from({ length: upTo }, (_, i) => i),
    mostPoints,
  )
  const at = (of: (values: ReadonlyArray<number>) => number): NumberColumn =>
    Float32Array.from(places, (place) => of(curves.map((curve) => curve[place] ?? NaN)))
  return {
    name,
    seeds: runs.map(({ header }) => header?.seed ?? 0),
    episode: Int32Array.from(places),
    mean: at(mean),
    low: at((values) => Math.min(...values)),
    high: at((values) => Math.max(...values)),
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

const differenceOf = (
  first: Group,
  second: Group,
  upTo: number,
): ReadonlyArray<GroupDifference> => {
  const bestBySeed = new Map(
    second.runs.map(({ header, episodes }) => [header?.seed, bests(episodes, upTo).at(-1) ?? NaN]),
  )
  const pairs = first.runs.flatMap(({ header, episodes }): ReadonlyArray<[number, number]> => {
    const other = bestBySeed.get(header?.seed)
    const own = bests(episodes, upTo).at(-1) ?? NaN
    return other === undefined || !Number.isFinite(other) || !Number.isFinite(own)
      ? []
      : [[own, other]]
  })
  const names = { first: first.name, second: second.name }
  if (pairs.length === 0)
    return [
      {
        ...{ ...names, pairs: 0, difference: 0, low: null, high: null, p: 1 },
        verdict: `${first.name} and ${second.name} have no seed in common, so no pair can be tested. Run both with the same seeds.`,
      },
    ]
  const { difference, interval, p } = pairedDifference(pairs)
  const verdict = { Better: 'is better than', Worse: 'is worse than', CannotTell: '' }[
    verdictOf(interval)
  ]
  return [
    {
      ...{ ...names, pairs: pairs.length, difference, p },
      ...{ low: finite(interval.low), high: finite(interval.high) },
      verdict:
        pairs.length === 1
          ? `One pair of seeds cannot tell ${first.name} from ${second.name}; give the runs of more.`
          : verdict === ''
            ? `${first.name} cannot be told from ${second.name} by ${pairs.length} pairs of the same seed.`
            : `${first.name} ${verdict} ${second.name} by ${pairs.length} pairs of the same seed.`,
    },
  ]
}

const notesOf = ([first, ...others]: ReadonlyArray<Group>): ReadonlyArray<string> => {
  if (first === undefined) return []
  const paths = new Set(
    others.flatMap(({ header }) =>
      headerDifference(first.header, header)
        .map(({ path }) => path)
        .filter((path) => !/^(policy|seed|package|warmStart|machine)\b/.test(path)),
    ),
  )
  return paths.size === 0
    ? []
    : [
        `The searches differ in ${[...paths].join(', ')} too${[...paths].some((path) => /^reward\b/.test(path)) ? ': rewards of different kinds cannot be compared' : ''}.`,
      ]
}

/** Several searches beside each other, up to the episodes that all of them have; the first group is tested against each other one. */
export const comparison = (runs: ReadonlyArray<NamedRun>): ComparedRuns => {
  const groups = groupsOf(runs)
  const upTo = Math.min(
    ...groups.flatMap((group) => group.runs.map(({ episodes }) => episodes.count)),
  )
  const [first, ...others] = groups
  return {
    groups: groups.map((group) => comparedGroup(group, upTo)),
    differences:
      first === undefined ? [] : others.flatMap((other) => differenceOf(first, other, upTo)),
    notes: notesOf(groups),
  }
}
