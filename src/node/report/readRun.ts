import * as E from 'fp-ts/lib/Either.js'
import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import {
  collectRun,
  notTold,
  type ResultFacts,
  type RunParts,
  type RunRecord,
  told,
} from '../../report/index.ts'
import { type SavedSettings, showBudget } from '../../session/index.ts'
import { readAnyJournal } from '../journal/index.ts'
import { loadModel } from '../model/index.ts'
import { baselineFile } from '../session/journalFile.ts'
import { savedSettings } from '../session/settingsFile.ts'
import { bestChildren } from './bestChildren.ts'
import { commandLine } from './commandLine.ts'
import { describeChildren, type KnownChild, networkOf } from './networks.ts'
import { storedPredictions } from './storedPredictions.ts'
import { type StoredResult, storedResult } from './storedResult.ts'

interface JournalRead {
  readonly record: RunRecord
  readonly schema: number
  readonly children: ReadonlyArray<KnownChild>
  readonly notes: ReadonlyArray<string>
  /** Whether it has a line at all. */
  readonly isEmpty: boolean
}

/** Reads a journal as far as it is whole. */
const readJournal = async (journal: string): Promise<JournalRead> => {
  const collector = collectRun()
  const children = bestChildren()
  const notes: Array<string> = []
  let [schema, isEmpty] = [0, true]
  for await (const read of readAnyJournal(journal))
    switch (read._tag) {
      case 'Line':
        isEmpty = false
        schema = read.schema
        collector.add(read.line)
        if (read.line.event._tag === 'Rewarded') children.add(read.line.event)
        break
      case 'Torn':
        notes.push('The last line of the journal is torn; resuming the search cuts it off.')
        break
      case 'Stopped':
        notes.push(`${read.error.message} What is shown is what stands before.`)
        break
      case 'Skipped':
        break
    }
  return { record: collector.record(), schema, children: children.best(), notes, isEmpty }
}

const resultFacts = ({ card }: StoredResult): ResultFacts => ({
  metrics: card.metrics,
  data: [card.data.source, ...card.data.report],
  versions: card.versions,
  created: card.created,
  training: `${showBudget(card.training.budget)} at most, seed ${card.training.seed}`,
  classes: card.preparation.target._tag === 'Classes' ? card.preparation.target.names : [],
})

const noNetwork = (journal: string): string =>
  existsSync(`${journal}.lock`)
    ? 'The search has no final network yet: a process is writing its journal.'
    : 'The search has no final network: it was stopped before, or is to have none. Go on with it by rxnas resume.'

/** The best network: as it was saved, or as its architecture builds it. */
const bestNetwork = async (
  result: StoredResult | undefined,
  built: E.Either<string, RunParts['networks']>,
): Promise<RunParts['network']> => {
  if (result !== undefined) {
    const model = await loadModel(result.model)
    if (E.isRight(model))
      try {
        return told(networkOf(model.right))
      } finally {
        model.right.dispose()
      }
  }
  if (E.isLeft(built)) return notTold(built.left)
  const [best] = built.right
  return best === undefined
    ? notTold('No child was trained whose layers can be told.')
    : told(best.network)
}

const settingsOf = (journal: string): SavedSettings | undefined => {
  const saved = savedSettings(journal)
  return E.isRight(saved) ? saved.right : undefined
}

/**
 * A recorded search and what lies beside its journal, as a report shows it. It may still run, have
 * failed or be damaged: what is whole is read. `Left` says why there is nothing.
 */
export const readRun = async (journal: string): Promise<E.Either<string, RunParts>> => {
  const { record, schema, children, notes, isEmpty } = await readJournal(journal)
  if (isEmpty) return E.left(notes[0] ?? `${journal} holds no search: it has no whole line.`)
  const { header } = record
  const result = storedResult(journal, header)
  const saved = settingsOf(journal)
  const own = baselineFile(journal)
  const baseline = existsSync(own) ? await readJournal(own) : undefined
  const built =
    header === undefined
      ? E.left('The journal has no first line.')
      : await describeChildren(header, saved?.settings ?? {}, children)
  const folder = dirname(journal)
  return E.right({
    name: folder === '.' ? basename(journal) : folder,
    record,
    schema,
    baseline: baseline?.isEmpty === false ? baseline.record : undefined,
    result: result && resultFacts(result),
    network: await bestNetwork(result, built),
    networks: E.isRight(built) ? built.right : [],
    predictions: result && storedPredictions(result),
    command: saved && commandLine(saved),
    notes: [...notes, ...(result === undefined ? [noNetwork(journal)] : [])],
  })
}
