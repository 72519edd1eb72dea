import * as t from 'io-ts'
import { Episodes } from './Episodes.ts'
import { type ResultFacts } from './ResultFacts.ts'
import { type RunRecord } from './RunRecord.ts'
import { notTold, strict, type Told, toldCodec, told } from './strict.ts'
import { ComparedRuns, comparison } from './views/comparison.ts'
import { Failures, failures } from './views/failures.ts'
import { FinalTest, finalTest, type TestPredictions } from './views/finalTest.ts'
import { Importance, importance } from './views/importance.ts'
import { LearningCurves, learningCurves } from './views/learningCurves.ts'
import { Network } from './views/network.ts'
import { OptionShares, optionShares } from './views/optionShares.ts'
import { Overview, overview } from './views/overview.ts'
import { ParallelDecisions, parallelDecisions } from './views/parallelDecisions.ts'
import { PolicyFigures, policyFigures } from './views/policyFigures.ts'
import { RewardCurve, rewardCurve } from './views/rewardCurve.ts'
import { FactSection, settingsTable } from './views/settingsTable.ts'
import { TradeOff, tradeOffs } from './views/tradeOffs.ts'

/** Everything that a report shows of one search. */
export const RunReport = strict({
  /** As a person named it. */
  name: t.string,
  overview: Overview,
  rewards: toldCodec(RewardCurve),
  tradeOffs: toldCodec(t.readonlyArray(TradeOff)),
  importance: toldCodec(Importance),
  decisions: toldCodec(ParallelDecisions),
  shares: toldCodec(OptionShares),
  figures: toldCodec(PolicyFigures),
  curves: toldCodec(LearningCurves),
  failures: toldCodec(Failures),
  network: toldCodec(Network),
  /** The networks of some episodes: of the best, and where there are few of all. */
  networks: t.readonlyArray(strict({ episode: t.number, network: Network })),
  test: toldCodec(FinalTest),
  settings: t.readonlyArray(FactSection),
  episodes: Episodes,
  /** By which the search is run again; `null` where that is not known. */
  command: t.union([t.string, t.null]),
  /** What a reader should know of the journal. */
  notes: t.readonlyArray(t.string),
})
export type RunReport = t.TypeOf<typeof RunReport>

/** A report of one or several searches. */
export const Report = strict({
  _tag: t.literal('Report'),
  version: t.literal(1),
  /** Version of the package that wrote it. */
  package: t.string,
  created: t.string,
  runs: t.readonlyArray(RunReport),
  /** `null` of one search. */
  comparison: t.union([t.null, ComparedRuns]),
})
export type Report = t.TypeOf<typeof Report>

/** A search, and what lies beside its journal. */
export interface RunParts {
  readonly name: string
  readonly record: RunRecord
  /** The version that the journal was written in. */
  readonly schema: number
  readonly baseline: RunRecord | undefined
  readonly result: ResultFacts | undefined
  readonly network: Told<Network>
  readonly networks: ReadonlyArray<{ readonly episode: number; readonly network: Network }>
  readonly command: string | undefined
  readonly predictions: TestPredictions | undefined
  readonly notes: ReadonlyArray<string>
}

const noPredictions = ({ result }: RunParts): string =>
  result === undefined
    ? 'This search has no final network, so nothing was tested.'
    : 'What the final network said of each test example was not kept.'

/** Everything that a report shows of one search. */
const runReport = (parts: RunParts): RunReport => {
  const { name, record, baseline, result, network, predictions, schema, notes } = parts
  const important = importance(record)
  const order = important._tag === 'Shown' ? important.view.decisions.map(({ path }) => path) : []
  return {
    ...{ name, network, networks: parts.networks, notes, command: parts.command ?? null },
    overview: overview(record, baseline, result),
    rewards: rewardCurve(record, baseline),
    tradeOffs: tradeOffs(record),
    importance: important,
    decisions: parallelDecisions(record, order),
    shares: optionShares(record, order),
    figures: policyFigures(record),
    curves: learningCurves(record),
    failures: failures(record),
    test:
      predictions === undefined
        ? notTold(noPredictions(parts))
        : told(finalTest(predictions, result?.classes ?? [])),
    settings: settingsTable(record, schema, result),
    episodes: record.episodes,
  }
}

/** The report of one or several searches, several beside each other. */
export const reportOf = (
  runs: ReadonlyArray<RunParts>,
  { created, version }: { readonly created: string; readonly version: string },
): Report => ({
  ...{ _tag: 'Report', version: 1, package: version, created },
  runs: runs.map(runReport),
  comparison: runs.length < 2 ? null : comparison(runs),
})
