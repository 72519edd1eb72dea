import * as fc from 'fast-check'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as analysis from '../../src/public/analysis.ts'
import * as episode from '../../src/public/episode.ts'
import * as node from '../../src/public/node.ts'
import * as policy from '../../src/public/policy.ts'
import * as reward from '../../src/public/reward.ts'
import * as space from '../../src/public/space.ts'
import * as streams from '../../src/public/streams.ts'
import * as testing from '../../src/public/testing.ts'
import * as tfjs from '../../src/public/tfjs.ts'

/** What no option takes that is a number, where types are not checked. */
const nonsense = fc.constantFrom<unknown>(NaN, '4', '', 'abc', null, true, {}, [1], 4n)
const infinite = fc.constantFrom<unknown>(Infinity, -Infinity)
const notWhole = fc.double({ noNaN: true }).filter((value) => !Number.isSafeInteger(value))
const negative = fc.double({ noNaN: true, max: 0, maxExcluded: true }).filter((n) => n < 0)

const outside = (min: number, max: number) =>
  fc.oneof(
    nonsense,
    infinite,
    notWhole,
    fc.integer({ max: min - 1 }),
    fc.constantFrom(2 ** 53, ...(max < Infinity ? [max + 1, 1e9] : [])),
  )

/** What an option is not, by what it is. */
export const wrong = {
  count: outside(1, Infinity),
  countWithZero: outside(0, Infinity),
  batch: outside(1, 1_000_000),
  episodes: outside(1, 100_000_000),
  workers: outside(1, 1024),
  remembered: outside(1, 2 ** 24),
  small: outside(1, 1_000),
  side: outside(4, 1024),
  lines: outside(0, 1_000_000),
  seed: fc.oneof(nonsense, infinite, notWhole, fc.constantFrom(2 ** 32, 2 ** 53, -(2 ** 31) - 1)),
  number: nonsense,
  finite: fc.oneof(nonsense, infinite),
  notNegative: fc.oneof(nonsense, infinite, negative),
  positive: fc.oneof(nonsense, infinite, negative, fc.constant(0)),
  seconds: fc.oneof(nonsense, infinite, negative, fc.constantFrom(0, 1e9)),
  part: fc.oneof(nonsense, infinite, negative, fc.constantFrom(0, 1.5)),
} as const

/** A kind of option. */
export type Kind = keyof typeof wrong

/** A public function that takes numbers as options. */
export interface Constructor {
  /** Its options by their names, and of what kind each is. */
  readonly takes: Readonly<Record<string, Kind>>
  /** Calls it with some of them, and whatever else it needs. */
  readonly call: (options: never) => unknown
}

const choices = space.choice(1, 2)
const drawn = policy.random(choices)
const run = {
  space: choices,
  policy: drawn,
  trainer: () => [],
  reward: reward.accuracy,
  budget: {},
}
const search = { ...run, episodes: 4, batch: 2, seed: 1 }
const task = { input: [4], target: { _tag: 'Number' } } as const
/** What is not looked at before options are checked. */
const unseen = undefined as never
const training = {
  budget: {},
  seed: 1,
  signal: new AbortController().signal,
  objective: unseen,
} as const

const searches: Readonly<Record<string, Kind>> = {
  episodes: 'episodes',
  batch: 'batch',
  seed: 'seed',
  workers: 'workers',
  maxFailures: 'count',
}
const replays = { from: 'countWithZero', speed: 'positive', longestWait: 'notNegative' } as const

const identity = {
  ...{ space: choices, policy: drawn, reward: reward.accuracy, budget: {}, batch: 1, seed: 1 },
  trainer: { name: 'mine', options: {} },
}
const header = episode.journalHeader(identity)
const recorded = { header, space: choices, policy: drawn, reward: reward.accuracy }
const table = resolve(import.meta.dirname, '../data/penguins.csv')
const dataNumbers = {
  validation: 'part',
  test: 'part',
  splitSeed: 'seed',
  imageSize: 'side',
  skipLines: 'lines',
} as const
const newJournal = (): string => join(mkdtempSync(join(tmpdir(), 'rxnas-options-')), 'j.jsonl')

const tablePreparation: node.Preparation = {
  _tag: 'Table',
  columns: [{ _tag: 'Category', name: 'island', values: ['Biscoe'] }],
  target: { _tag: 'Number', mean: 0, deviation: 1 },
  targetColumn: 'year',
}

const observed = [{ reward: 1, key: 'a' }] as never

type O = Readonly<Record<string, number>>

/** Every public function that takes numbers as options, by its name. */
export const constructors: Readonly<Record<string, Constructor>> = {
  // rxnas/streams
  search: { takes: searches, call: (o: O) => streams.search({ ...search, ...o }) },
  searchWithBaseline: {
    takes: { ...searches, 'baseline.maxFailures': 'count', 'baseline.seed': 'seed' },
    call: ({ 'baseline.maxFailures': maxFailures, 'baseline.seed': seed = 1, ...o }: O) =>
      streams.searchWithBaseline(
        { ...search, ...o },
        {
          policy: drawn,
          seed,
          ...(maxFailures === undefined ? {} : { maxFailures }),
        },
      ),
  },
  searchLoop: {
    takes: { episodes: 'episodes', batch: 'batch', seed: 'seed' },
    call: (o: O) => streams.searchLoop({ ...search, ...o }, unseen),
  },
  resume: {
    takes: searches,
    call: (o: O) => streams.resume(streams.startPosition(drawn, 1), { ...search, ...o }),
  },
  startPosition: {
    takes: { seed: 'seed' },
    call: ({ seed }: O) => streams.startPosition(drawn, seed!),
  },
  trainChild: {
    takes: { seed: 'seed', workers: 'workers', remember: 'remembered' },
    call: (o: O) => streams.trainChild(run.trainer, { budget: {}, seed: 1, ...o }),
  },
  dedupe: { takes: { remember: 'remembered' }, call: (o: O) => streams.dedupe(o) },
  learnAlong: { takes: { seed: 'seed' }, call: ({ seed }: O) => streams.learnAlong(drawn, seed!) },
  preFilter: { takes: { keep: 'batch' }, call: ({ keep }: O) => streams.preFilter(() => 1, keep!) },
  stopAfterFailures: {
    takes: { limit: 'count', before: 'countWithZero' },
    call: ({ limit = 1, before }: O) => streams.stopAfterFailures(limit, before),
  },
  throttleProgress: {
    takes: { milliseconds: 'notNegative' },
    call: ({ milliseconds }: O) => streams.throttleProgress(milliseconds!),
  },
  guardCost: {
    takes: { limit: 'finite' },
    call: ({ limit }: O) => streams.guardCost(() => ({ limit: 1 }), { limit: limit! }),
  },
  joinRewards: { takes: { one: 'finite' }, call: (o: O) => streams.joinRewards(o) },
  takeUntilTarget: {
    takes: { reward: 'finite' },
    call: ({ reward: target }: O) => streams.takeUntilTarget(target!),
  },
  takeUntilPlateau: {
    takes: { episodes: 'episodes', by: 'notNegative' },
    call: (o: O) => streams.takeUntilPlateau({ episodes: 1, ...o }),
  },
  reevaluateBest: {
    takes: { seed: 'seed', top: 'count', workers: 'workers' },
    call: (o: O) => streams.reevaluateBest({ ...run, seed: 1, top: 1, ...o }),
  },
  replay: { takes: replays, call: (o: O) => streams.replay(() => [], drawn, o) },
  recordedLines: { takes: replays, call: (o: O) => streams.recordedLines(() => [], o) },
  repeatTraining: {
    takes: { runs: 'small' },
    call: ({ runs }: O) => streams.repeatTraining(runs!),
  },
  retryTraining: {
    takes: { times: 'small' },
    call: ({ times }: O) => streams.retryTraining({ times: times! }),
  },
  shortenTraining: {
    takes: { part: 'part' },
    call: ({ part }: O) => streams.shortenTraining(part!),
  },
  trainerPool: {
    takes: { places: 'workers' },
    call: ({ places }: O) => streams.trainerPool(places!),
  },
  withTimeout: {
    takes: { seconds: 'seconds' },
    call: ({ seconds }: O) => streams.withTimeout(seconds!),
  },
  asha: { takes: { eta: 'positive' }, call: (o: O) => streams.asha(o) },
  medianStop: { takes: { after: 'count' }, call: (o: O) => streams.medianStop(o) },
  successiveHalving: {
    takes: { eta: 'positive', remember: 'remembered' },
    call: (o: O) => streams.successiveHalving(o),
  },
  // rxnas/tfjs
  trainModel: {
    takes: { seed: 'seed', reportEvery: 'count', scheduleSteps: 'count' },
    call: (o: O) => tfjs.trainModel(unseen, unseen, { ...training, ...o }),
  },
  childTrainer: {
    takes: { reportEvery: 'count', evaluationsPerTraining: 'small', labelScale: 'positive' },
    call: (o: O) => tfjs.childTrainer(unseen, { task, train: unseen, validation: unseen, ...o }),
  },
  evaluateModel: {
    takes: { batchSize: 'count' },
    call: ({ batchSize }: O) =>
      tfjs.evaluateModel(unseen, { count: 0, inputs: unseen, labels: unseen }, unseen, batchSize),
  },
  measureLatency: {
    takes: { batch: 'batch', warmUp: 'countWithZero', repeats: 'count' },
    call: (o: O) => tfjs.measureLatency(unseen, [1], o),
  },
  objectiveOf: {
    takes: { labelScale: 'positive' },
    call: ({ labelScale }: O) => tfjs.objectiveOf(task, unseen, labelScale),
  },
  take: {
    takes: { count: 'count' },
    // `Infinity` takes all.
    call: ({ count }: O) => tfjs.take(count === Infinity ? NaN : count!),
  },
  weightBank: { takes: { limit: 'count' }, call: ({ limit }: O) => tfjs.weightBank(limit) },
  articleChildren: { takes: { layers: 'count' }, call: (o: O) => tfjs.articleChildren(o) },
  articleCnn1dChildren: {
    takes: { maxLayers: 'count' },
    call: (o: O) => tfjs.articleCnn1dChildren(o),
  },
  cellDagChildren: { takes: { nodes: 'count' }, call: (o: O) => tfjs.cellDagChildren(o) },
  cnn2dChildren: { takes: { maxStages: 'count' }, call: (o: O) => tfjs.cnn2dChildren(o) },
  mlpChildren: { takes: { maxLayers: 'countWithZero' }, call: (o: O) => tfjs.mlpChildren(o) },
  // rxnas/node
  commandTrainer: {
    takes: { timeLimit: 'seconds' },
    call: (o: O) => node.commandTrainer(choices, { command: 'true', ...o }),
  },
  processTrainer: {
    takes: {
      workers: 'workers',
      growthLimit: 'positive',
      timeLimit: 'seconds',
      memoryLimit: 'positive',
    },
    call: (o: O) =>
      node.processTrainer({ module: new URL('file:///no-such.mjs'), workers: 1, ...o }),
  },
  tabularTrainer: {
    takes: { run: 'countWithZero' },
    call: (o: O) => node.tabularTrainer('no-such-table', o),
  },
  loadData: {
    takes: dataNumbers,
    call: (o: O) => node.loadData(table, { target: 'species', ...o }),
  },
  inspectData: {
    takes: dataNumbers,
    call: (o: O) => node.inspectData(table, { target: 'species', ...o }),
  },
  readForPrediction: {
    takes: { skipLines: 'lines' },
    call: (o: O) => node.readForPrediction(table, tablePreparation, o),
  },
  beginJournal: {
    takes: { snapshotEvery: 'count' },
    call: (o: O) => node.beginJournal(newJournal(), recorded, { _tag: 'New' }, o),
  },
  loadEngine: { takes: { threads: 'workers' }, call: (o: O) => node.loadEngine(o) },
  // rxnas/space
  articleActions: { takes: { layers: 'count' }, call: (o: O) => space.articleActions(o) },
  articleCnn1d: { takes: { maxLayers: 'count' }, call: (o: O) => space.articleCnn1d(o) },
  cellDag: { takes: { nodes: 'count' }, call: (o: O) => space.cellDag(o) },
  cnn2d: { takes: { maxStages: 'count' }, call: (o: O) => space.cnn2d(o) },
  mlp: { takes: { maxLayers: 'countWithZero' }, call: (o: O) => space.mlp(o) },
  float: {
    takes: { min: 'finite', max: 'finite', bins: 'count' },
    call: (o: O) => space.float({ min: 0, max: 1, bins: 2, ...o }),
  },
  int: {
    takes: { min: 'finite', max: 'finite', step: 'count' },
    call: (o: O) => space.int({ min: 0, max: 8, ...o }),
  },
  sequence: {
    takes: { min: 'countWithZero', max: 'countWithZero' },
    call: ({ min = 0, max = 1 }: O) => space.sequence(min, max, choices),
  },
  mutate: { takes: { tries: 'count' }, call: ({ tries }: O) => space.mutate(choices, tries) },
  sample: { takes: { tries: 'count' }, call: ({ tries }: O) => space.sample(choices, tries) },
  // rxnas/episode
  journalHeader: {
    takes: { batch: 'count', seed: 'seed' },
    call: (o: O) => episode.journalHeader({ ...identity, ...o }),
  },
  partOfBudget: { takes: { part: 'part' }, call: ({ part }: O) => episode.partOfBudget(part!)({}) },
  // rxnas/policy
  deriveSeed: { takes: { seed: 'seed' }, call: ({ seed }: O) => policy.deriveSeed(seed!) },
  randomState: { takes: { seed: 'seed' }, call: ({ seed }: O) => policy.randomState(seed!) },
  actorCritic: {
    takes: {
      units: 'count',
      embedding: 'count',
      learningRate: 'notNegative',
      entropyWeight: 'notNegative',
      clipNorm: 'notNegative',
      warmUp: 'countWithZero',
      memory: 'count',
      replays: 'countWithZero',
    },
    call: (o: O) => policy.actorCritic(choices, o),
  },
  reinforce: {
    takes: {
      units: 'count',
      embedding: 'count',
      rankOver: 'countWithZero',
      headLimit: 'notNegative',
      learningRate: 'notNegative',
      baselineDecay: 'notNegative',
      entropyWeight: 'notNegative',
      clipNorm: 'notNegative',
    },
    call: (o: O) => policy.reinforce(choices, o),
  },
  ppo: {
    takes: {
      episodesPerUpdate: 'count',
      epochs: 'count',
      minibatches: 'count',
      clip: 'notNegative',
      learningRate: 'notNegative',
      entropyWeight: 'notNegative',
      clipNorm: 'notNegative',
    },
    call: (o: O) => policy.ppo(choices, o),
  },
  evolution: {
    takes: { population: 'count', sample: 'count' },
    call: (o: O) => policy.evolution(choices, o),
  },
  tpe: {
    takes: { startup: 'countWithZero', candidates: 'count' },
    call: (o: O) => policy.tpe(choices, o),
  },
  nsga2: {
    takes: { population: 'count', crossover: 'notNegative', mutation: 'notNegative' },
    call: (o: O) =>
      policy.nsga2(choices, { objectives: { accuracy: 'maximize', flops: 'minimize' }, ...o }),
  },
  articleReinforce: {
    takes: {
      maxLayers: 'count',
      divisionRate: 'positive',
      regParam: 'notNegative',
      discountFactor: 'notNegative',
      exploration: 'notNegative',
      learningRate: 'notNegative',
    },
    call: (o: O) => policy.articleReinforce(o),
  },
  definePolicy: {
    takes: { revision: 'count' },
    call: (o: O) =>
      policy.definePolicy({
        name: 'mine',
        options: unseen,
        help: '',
        make: unseen,
        revision: 1,
        ...o,
      }),
  },
  // rxnas/reward
  clip: {
    takes: { min: 'finite', max: 'finite' },
    call: (o: O) => reward.clip({ min: 0, max: 1, ...o })(reward.accuracy),
  },
  constantReward: {
    takes: { amount: 'finite' },
    call: ({ amount }: O) => reward.constantReward(amount!),
  },
  hardConstraint: {
    takes: { limit: 'finite' },
    call: ({ limit }: O) =>
      reward.hardConstraint({ cost: reward.flops, limit: limit! })(reward.accuracy),
  },
  lexicographic: {
    takes: { tolerance: 'positive' },
    call: ({ tolerance }: O) =>
      reward.lexicographic({ first: reward.accuracy, second: reward.r2, tolerance: tolerance! }),
  },
  negativeLoss: { takes: { ceiling: 'finite' }, call: (o: O) => reward.negativeLoss(o) },
  normalise: { takes: { decay: 'part' }, call: (o: O) => reward.normalise(o)(reward.accuracy) },
  power: {
    takes: { exponent: 'finite' },
    call: ({ exponent }: O) => reward.power(exponent!)(reward.accuracy),
  },
  scale: {
    takes: { factor: 'finite' },
    call: ({ factor }: O) => reward.scale(factor!)(reward.accuracy),
  },
  softConstraint: {
    takes: { target: 'positive', weight: 'finite', within: 'finite' },
    call: (o: O) =>
      reward.softConstraint({ cost: reward.flops, target: 1, weight: -0.07, ...o })(
        reward.accuracy,
      ),
  },
  withPenalty: {
    takes: { amount: 'finite' },
    call: ({ amount }: O) => reward.withPenalty(amount!)(reward.accuracy),
  },
  // rxnas/analysis
  compareSearches: {
    takes: { confidence: 'part' },
    call: ({ confidence }: O) => analysis.compareSearches(observed, observed, confidence),
  },
  meanDifference: {
    takes: { confidence: 'part' },
    call: ({ confidence }: O) => analysis.meanDifference([1, 2], [1, 2], confidence),
  },
  pairedDifference: {
    takes: { confidence: 'part' },
    call: ({ confidence }: O) => analysis.pairedDifference([[1, 2]], confidence),
  },
  proportionInterval: {
    takes: { successes: 'countWithZero', tries: 'countWithZero', confidence: 'part' },
    call: ({ successes = 0, tries = 1, confidence }: O) =>
      analysis.proportionInterval(successes, tries, confidence),
  },
  simpleRegret: {
    takes: { optimum: 'finite' },
    call: ({ optimum }: O) => analysis.simpleRegret([1], optimum!),
  },
  timeToTarget: {
    takes: { target: 'finite' },
    call: ({ target }: O) => analysis.timeToTarget([1], target!),
  },
  upperTailShare: {
    takes: { confidence: 'part' },
    call: ({ confidence }: O) => analysis.upperTailShare(observed, observed, confidence),
  },
  verdictOf: {
    takes: { nothing: 'finite' },
    call: ({ nothing }: O) => analysis.verdictOf({ low: 0, high: 1, confidence: 0.9 }, nothing),
  },
  // rxnas/testing
  assertLaws: {
    takes: { runs: 'count', seed: 'seed' },
    call: (o: O) => testing.assertLaws(reward.accuracy, [testing.isDeterministic], o),
  },
  rewardContract: {
    takes: { runs: 'count', seed: 'seed' },
    call: (o: O) => testing.rewardContract({ reward: reward.accuracy, ...o }),
  },
  policyContract: {
    takes: { runs: 'count', rounds: 'count', batch: 'count' },
    call: (o: O) => testing.policyContract({ policy: drawn, space: choices, ...o }),
  },
  journalContract: {
    takes: { runs: 'count', rounds: 'count' },
    call: (o: O) =>
      testing.journalContract({ space: choices, write: () => '', read: () => [], ...o }),
  },
  trainerContract: {
    takes: { runs: 'count', abortTimeout: 'positive' },
    call: (o: O) => testing.trainerContract({ trainer: () => [], space: choices, ...o }),
  },
  policyState: {
    takes: { rounds: 'count', batch: 'count' },
    call: (o: O) => testing.policyState(drawn, choices, o),
  },
  journal: { takes: { rounds: 'count' }, call: (o: O) => testing.journal(choices, o) },
  shuffledJournal: {
    takes: { rounds: 'count' },
    call: (o: O) => testing.shuffledJournal(choices, o),
  },
  tornJournal: { takes: { rounds: 'count' }, call: (o: O) => testing.tornJournal(choices, o) },
  staysWithin: {
    takes: { min: 'number', max: 'number' },
    call: ({ min = 0, max = 1 }: O) => testing.staysWithin(min, max),
  },
}

/** Functions of the table that take their numbers by names of the caller's choice. */
export const byName: ReadonlyArray<string> = ['guardCost', 'joinRewards']

/** Numbers that are no options of whoever calls, by the functions' parameters, and why. */
export const data: Readonly<Record<string, string>> = {
  policy: 'is made by definePolicy, which checks its revision',
  reward: 'is told what is wrong with it by checkReward, before it is first asked',
  context: 'comes of a search and its journal, whose codec has read it',
  from: 'comes of a search and its journal, whose codec has read it',
  position: 'comes of a search and its journal, whose codec has read it',
  journal: 'is an open journal, which checks its own options',
  header: 'is read by the codec of a journal',
  view: 'is the fold of events',
  machine: 'is what thisMachine tells',
  request: 'is made of settings, which are checked',
  examples: 'are read from data, which is checked',
  train: 'are read from data, which is checked',
  validation: 'are read from data, which is checked',
  task: 'is read from data, which is checked',
  effort: 'is in the table by the names of its options',
}

/** The same of single numbers, by function and parameter. */
export const singleData: Readonly<Record<string, string>> = {
  'diverged step': 'is where a trainer is',
  'expectedReward revision': 'is that of a policy, which definePolicy checks',
  'continueJournal snapshotEvery': 'is checked by the writer, as that of beginJournal',
  'warmJournal snapshotEvery': 'is checked by the writer, as that of beginJournal',
  'verdictOf low': 'is the end of an interval, which may be infinite',
  'verdictOf high': 'is the end of an interval, which may be infinite',
  'verdictOf confidence': 'is that of an interval that was computed',
  'disposeExamples count': 'is that of tensors that were made',
  'toTensors count': 'is that of examples that were read',
  'toTensors scale': 'is that of examples that were read',
  'evaluateModel count': 'is that of tensors that were made',
}

/** A call with all that it needs: each of its arguments, and each field of one that is an object, is tried as something else. */
type Call = readonly [(...given: ReadonlyArray<never>) => unknown, ...given: ReadonlyArray<unknown>]

const named = { name: 'mine', options: {} }
const half = { cost: reward.flops, limit: 1 }
/** A pipe of two calls: the second is given what it takes alone. */
const then =
  (make: unknown, ...first: ReadonlyArray<unknown>) =>
  (given: unknown): unknown =>
    (make as (...all: ReadonlyArray<unknown>) => (given: unknown) => unknown)(...first)(given)

/** Every constructor, by its name, with what it takes. */
export const calls: Readonly<Record<string, Call>> = {
  // rxnas/space
  struct: [space.struct, { a: choices, b: choices }],
  sequence: [space.sequence, 0, 2, choices],
  oneOf: [space.oneOf, 'op', { a: {}, b: { c: choices } }],
  refine: [space.refine, choices, () => undefined],
  imap: [space.imap, choices, (a: unknown) => a, (a: unknown) => a],
  int: [space.int, { min: 1, max: 2 }],
  float: [space.float, { min: 0, max: 1, bins: 2 }],
  cellDag: [space.cellDag, {}],
  cnn2d: [space.cnn2d, {}],
  mlp: [space.mlp, {}],
  articleActions: [space.articleActions, {}],
  articleCnn1d: [space.articleCnn1d, {}],
  trainingChoices: [space.trainingChoices, {}],
  walk: [space.walk, choices],
  codec: [space.codec, choices],
  cardinality: [space.cardinality, choices],
  describeSpace: [space.describeSpace, choices],
  jsonSchema: [space.jsonSchema, choices],
  summarizeSpace: [space.summarizeSpace, choices],
  sample: [space.sample, choices],
  mutate: [space.mutate, choices],
  // rxnas/policy
  actorCritic: [policy.actorCritic, choices],
  evolution: [policy.evolution, choices],
  localSearch: [policy.localSearch, choices],
  nsga2: [policy.nsga2, choices, { objectives: { accuracy: 'maximize', flops: 'minimize' } }],
  ppo: [policy.ppo, choices],
  random: [policy.random, choices],
  reinforce: [policy.reinforce, choices],
  tpe: [policy.tpe, choices],
  articleReinforce: [policy.articleReinforce, {}],
  definePolicy: [
    policy.definePolicy,
    { name: 'mine', revision: 1, options: policy.policyOptions({}).options, make: () => drawn },
  ],
  // rxnas/reward
  clip: [then(reward.clip, { min: 0, max: 1 }), reward.accuracy],
  'clip, its bounds': [(o: never) => reward.clip(o)(reward.accuracy), { min: 0, max: 1 }],
  hardConstraint: [then(reward.hardConstraint, half), reward.accuracy],
  'hardConstraint, its cost': [(o: never) => reward.hardConstraint(o)(reward.accuracy), half],
  softConstraint: [
    (o: never) => reward.softConstraint(o)(reward.accuracy),
    { cost: reward.flops, target: 1, weight: -0.07 },
  ],
  improvementOverBest: [reward.improvementOverBest, reward.accuracy],
  lexicographic: [
    reward.lexicographic,
    { first: reward.accuracy, second: reward.r2, tolerance: 0.1 },
  ],
  mapReward: [(o: never) => reward.mapReward(o)(reward.accuracy), { name: 'f', apply: Math.sqrt }],
  normalise: [then(reward.normalise), reward.accuracy],
  negativeLoss: [reward.negativeLoss, {}],
  pareto: [reward.pareto, reward.accuracy, reward.r2],
  power: [then(reward.power, 2), reward.accuracy],
  product: [reward.product, reward.accuracy, reward.r2],
  scale: [then(reward.scale, 2), reward.accuracy],
  weightedSum: [reward.weightedSum, [1, reward.accuracy], [2, reward.r2]],
  withPenalty: [then(reward.withPenalty, 0), reward.accuracy],
  checkReward: [reward.checkReward, reward.accuracy],
  describeReward: [reward.describeReward, reward.accuracy],
  // rxnas/streams
  search: [streams.search, search],
  searchWithBaseline: [streams.searchWithBaseline, search],
  searchLoop: [
    streams.searchLoop,
    { policy: drawn, episodes: 4, batch: 2, seed: 1 },
    (all: unknown) => all,
  ],
  resume: [streams.resume, streams.startPosition(drawn, 1), search],
  startPosition: [streams.startPosition, drawn, 1],
  mergeSearches: [streams.mergeSearches, { one: streams.search(search) }],
  branch: [streams.branch, { one: (all: unknown) => all }],
  proposeActions: [streams.proposeActions, drawn],
  validateAction: [streams.validateAction, choices],
  trainChild: [streams.trainChild, run.trainer, { budget: {}, seed: 1 }],
  computeReward: [streams.computeReward, reward.accuracy],
  updatePolicy: [streams.updatePolicy, drawn],
  learnAlong: [streams.learnAlong, drawn, 1],
  approveChild: [streams.approveChild, () => true],
  preFilter: [streams.preFilter, () => 1, 1],
  guardCost: [streams.guardCost, () => ({ flops: 1 }), { flops: 1 }],
  dedupe: [streams.dedupe, {}],
  tapJournal: [streams.tapJournal, { append: () => unseen }],
  asha: [streams.asha, {}],
  medianStop: [streams.medianStop, {}],
  successiveHalving: [streams.successiveHalving, {}],
  takeUntilPlateau: [streams.takeUntilPlateau, { episodes: 1 }],
  reevaluateBest: [
    streams.reevaluateBest,
    { trainer: run.trainer, reward: reward.accuracy, budget: {}, seed: 1, top: 1 },
  ],
  retryTraining: [streams.retryTraining, { times: 1 }],
  'retryTraining of a trainer': [streams.retryTraining({ times: 1 }), run.trainer],
  'shortenTraining of a trainer': [streams.shortenTraining(0.5), run.trainer],
  // rxnas/tfjs
  childTrainer: [tfjs.childTrainer, { build: () => unseen }, { task }],
  defineFamily: [tfjs.defineFamily, { name: 'mine', settings: {}, make: () => unseen }],
  fromBuilder: [tfjs.fromBuilder, choices, () => unseen],
  // rxnas/node
  openSearch: [(o: never) => node.openSearch({ data: 'no-such.csv' }, o), {}],
  openTraining: [node.openTraining, 'no-such-model'],
  resumeSearch: [node.resumeSearch, 'runs/no-such'],
  journalLines: [node.journalLines, 'no-such.jsonl', choices],
  beginJournal: [node.beginJournal, newJournal(), recorded, { _tag: 'Resumed' }],
  continueJournal: [node.continueJournal, newJournal(), recorded],
  warmJournal: [node.warmJournal, newJournal(), recorded, []],
  processTrainer: [node.processTrainer, { module: new URL('file:///no-such.mjs'), workers: 1 }],
  commandTrainer: [node.commandTrainer, choices, { command: 'true' }],
  // rxnas/episode
  journalHeader: [episode.journalHeader, { ...identity, trainer: named }],
  // rxnas/testing
  policyContract: [testing.policyContract, { policy: drawn, space: choices }],
}

/** What a call does not look at where it is made, and what may as well be nothing. */
export const passedOver: ReadonlyArray<string> = ['guardCost 1.flops', 'childTrainer 1.task']
