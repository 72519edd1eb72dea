import * as E from 'fp-ts/lib/Either.js'
import {
  decisionsOf,
  describedSpace,
  episodeOf,
  type JournalHeader,
  type JournalLine,
  type Json,
  type Progress,
  type Rewarded,
  type RoundEnd,
  type SearchSpace,
  showArchitecture,
  slotOptions,
  traceOf,
} from '../core.ts'
import { cut, shown } from '../common/index.ts'
import { outcomes } from './Episodes.ts'
import { type RunRecord, type TrainingCurve } from './RunRecord.ts'
import { workSeconds } from './workSeconds.ts'

/** Takes in what happens in a search, and gives what views read of it so far. */
export interface RunCollector {
  readonly add: (line: JournalLine<Json>) => void
  readonly addProgress: (progress: Progress) => void
  readonly record: () => RunRecord
}

/** Texts by their places: each is kept once, and after so many all further ones are one. */
const textTable = (most: number, further: string) => {
  const places = new Map<string, number>()
  const texts: Array<string> = []
  return {
    texts,
    placeOf: (key: string, text: () => string): number => {
      const known = places.get(key)
      if (known !== undefined) return known
      if (texts.length > most) return most
      texts.push(texts.length === most ? further : text())
      places.set(key, texts.length - 1)
      return texts.length - 1
    },
  }
}

interface DecisionRows {
  readonly path: string
  readonly options: ReadonlyArray<string>
  readonly ordered: boolean
  readonly taken: Array<number>
}

const optionShown = (option: Json): string =>
  cut(typeof option === 'string' ? option : shown(option), 60)

/** A space larger than this is shown without its decisions. */
const mostDecisions = 400

const longestText = 200
const mostReasons = 1000
const mostMetrics = 40
const mostCurves = 2000
const mostPoints = 200

/**
 * The fold of a search's events into what views read. Its columns grow in place: a fold that copied
 * them would take a time that grows with the square of the episodes.
 */
export const collectRun = (): RunCollector => {
  let header: JournalHeader | undefined
  let space: SearchSpace<Json> | undefined
  let [began, ended]: [string | undefined, string | undefined] = [undefined, undefined]
  let [worked, recalled, dropped, resumed] = [0, 0, 0, 0]
  const [episode, seconds, reward, outcome]: [
    Array<number>,
    Array<number>,
    Array<number>,
    Array<number>,
  ] = [[], [], [], []]
  const [architecture, reason, rounds]: [Array<number>, Array<number>, Array<number>] = [[], [], []]
  const architectures = textTable(Infinity, '')
  const reasons = textTable(mostReasons, 'another reason')
  const metrics = new Map<string, Array<number>>()
  const figures = new Map<string, Array<number>>()
  const decisions = new Map<string, DecisionRows>()
  const curves = new Map<
    number,
    { readonly steps: Array<number>; readonly metrics: Map<string, Array<number>> }
  >()

  const begin = (found: JournalHeader): void => {
    header = found
    const described = describedSpace(found.space)
    if (E.isLeft(described)) return
    const slots = slotOptions(described.right)
    if (slots.length > mostDecisions) return
    space = described.right
    for (const { path, options } of slots)
      decisions.set(path, {
        path,
        options: options.map(optionShown),
        ordered: options.every((option) => typeof option === 'number'),
        taken: [],
      })
  }

  const decide = (row: number, of: Rewarded<Json>['outcome']): void => {
    const taken = ((): ReadonlyArray<{ readonly path: string; readonly option: number }> => {
      if (space === undefined || of._tag === 'Rejected') return traceOf(of)
      try {
        return decisionsOf(space)(of.validated.architecture)
      } catch {
        // Of a code of the space that is not at hand: its encoded form is another.
        return traceOf(of)
      }
    })()
    for (const { path, option } of taken) {
      const column = decisions.get(path)
      if (column === undefined || option >= column.options.length) continue
      while (column.taken.length < row) column.taken.push(-1)
      column.taken.push(option)
    }
  }

  const addTo = (
    columns: Map<string, Array<number>>,
    row: number,
    values: Readonly<Record<string, number | undefined>>,
  ): void => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) continue
      let column = columns.get(name)
      if (column === undefined) {
        if (columns.size >= mostMetrics) continue
        columns.set(name, (column = []))
      }
      while (column.length < row) column.push(NaN)
      column.push(value)
    }
  }

  const addEpisode = (rewarded: Rewarded<Json>): void => {
    const row = episode.length
    const { outcome: of } = rewarded
    episode.push(episodeOf(of))
    seconds.push(worked)
    reward.push(rewarded.reward)
    outcome.push(
      of._tag === 'Trained'
        ? of.cached
          ? outcomes.seenBefore
          : outcomes.trained
        : of._tag === 'Failed'
          ? outcomes.failed
          : outcomes.rejected,
    )
    if (of._tag === 'Rejected') {
      const text = cut(shown(of.proposed.candidate), longestText)
      architecture.push(architectures.placeOf(text, () => text))
    } else {
      const { key, architecture: one } = of.validated
      architecture.push(architectures.placeOf(key, () => cut(showArchitecture(one), longestText)))
    }
    if (of._tag === 'Trained') {
      reason.push(-1)
      addTo(metrics, row, of.metrics)
    } else {
      const { message } = of.reason
      const where = of._tag === 'Rejected' && of.reason.path !== '' ? `${of.reason.path}: ` : ''
      const text = cut(`${where}${message}`, 2 * longestText)
      reason.push(reasons.placeOf(text, () => text))
    }
    decide(row, of)
  }

  const addRound = (round: RoundEnd): void => {
    addTo(figures, rounds.length, round.figures)
    rounds.push(round.episodes)
  }

  const columnOf = (rows: ReadonlyArray<number>, count: number, missing: number) =>
    Array.from({ length: count }, (_, i) => rows[i] ?? missing)

  return {
    add: ({ at, event }) => {
      worked += workSeconds((Date.parse(at) - Date.parse(ended ?? at)) / 1000, event)
      began ??= at
      ended = at
      switch (event._tag) {
        case 'Header':
          begin(event)
          break
        case 'Rewarded':
          addEpisode(event)
          break
        case 'PolicyUpdated':
          addRound(event)
          break
        case 'Recalled':
          recalled += 1
          break
        case 'Dropped':
          dropped += event.last - event.first + 1
          break
        case 'Command':
          if (event.name === 'resume') resumed += 1
          break
        case 'Snapshot':
        case 'Completed':
        case 'MachineChanged':
          break
      }
    },
    addProgress: ({ episode: number, step, metrics: measured }) => {
      let curve = curves.get(number)
      if (curve === undefined) {
        if (curves.size >= mostCurves) return
        curves.set(number, (curve = { steps: [], metrics: new Map() }))
      }
      if (Object.keys(measured).length === 0 || curve.steps.length >= mostPoints) return
      addTo(curve.metrics, curve.steps.length, measured)
      curve.steps.push(step)
    },
    record: () => {
      const count = episode.length
      return {
        ...{ header, began, ended, seconds: worked, recalled, dropped, resumed },
        rounds: [...rounds],
        figures: [...figures].map(([name, values]) => ({
          name,
          values: Float32Array.from(columnOf(values, rounds.length, NaN)),
        })),
        curves: [...curves].map(([number, { steps, metrics: of }]): TrainingCurve => ({
          episode: number,
          steps: [...steps],
          metrics: new Map(
            [...of].map(([name, values]) => [name, columnOf(values, steps.length, NaN)]),
          ),
        })),
        episodes: {
          count,
          episode: Int32Array.from(episode),
          seconds: Float32Array.from(seconds),
          reward: Float32Array.from(reward),
          outcome: Int32Array.from(outcome),
          architectures: [...architectures.texts],
          architecture: Int32Array.from(architecture),
          metrics: [...metrics].map(([name, values]) => ({
            name,
            values: Float32Array.from(columnOf(values, count, NaN)),
          })),
          decisions: [...decisions.values()].map(({ taken, ...column }) => ({
            ...column,
            taken: Int32Array.from(columnOf(taken, count, -1)),
          })),
          reasons: [...reasons.texts],
          reason: Int32Array.from(reason),
        },
      }
    },
  }
}

/** The record of a search of its journal's lines. */
export const recordOf = (lines: Iterable<JournalLine<Json>>): RunRecord => {
  const collector = collectRun()
  for (const line of lines) collector.add(line)
  return collector.record()
}
