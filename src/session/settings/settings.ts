import { type Budget, policies, type PolicyName } from '../../index.ts'
import { type FamilyName, familyNames } from '../../tfjs/index.ts'
import {
  budget,
  columnKinds,
  type ColumnKind,
  fraction,
  name,
  positive,
  reward,
  type Setting,
  text,
  texts,
  toggle,
  whole,
} from './Setting.ts'

/** The policies that need no options: nsga2 needs objectives. */
export type DefaultPolicyName = Exclude<PolicyName, 'nsga2'>

/** The names of the policies that a search can be told by name alone. */
export const policyNames: ReadonlyArray<DefaultPolicyName> = policies
  .map(({ name }) => name)
  .filter((name) => name !== 'nsga2')

/** The ways to end trainings early that rxnas has by name. */
export const earlyStopNames = ['median', 'asha', 'halving'] as const

/** A setting with what the help says of it. */
export interface DescribedSetting<A> extends Setting<A> {
  /** The heading it stands under. */
  readonly group: string
  readonly help: string
  /** What it is where it is not given, for the help. */
  readonly otherwise: string
}

/** Makes the settings that stand under a heading. */
export const described =
  (
    group: string,
  ): (<A>(setting: Setting<A>, help: string, otherwise?: string) => DescribedSetting<A>) =>
  (setting, help, otherwise = '') => ({
    ...setting,
    group,
    help,
    otherwise,
  })

const searched = described('What is searched')
const data = described('How data is read')
const how = described('How it is searched')
const fast = described('How fast')
const limits = described('Limits of a child')
const left = described('What is left')

/** What each setting holds, by its name in a file. */
export interface SettingTypes {
  readonly target: string
  readonly task: 'classification' | 'regression'
  readonly columns: Readonly<Record<string, ColumnKind>>
  readonly validation: number
  readonly test: number
  readonly splitSeed: number
  readonly imageSize: number
  readonly data: string
  readonly space: FamilyName
  readonly layers: number
  readonly poolStride: 'one' | 'size'
  readonly tune: boolean
  readonly trainExamples: number
  readonly policy: DefaultPolicyName
  readonly reward: string
  readonly warmStart: ReadonlyArray<string>
  readonly episodes: number
  readonly batch: number
  readonly budget: Budget
  readonly retrain: boolean
  readonly earlyStop: (typeof earlyStopNames)[number]
  readonly sync: 'event' | 'round' | 'end'
  readonly seed: number
  readonly workers: number
  readonly threads: number
  readonly timeLimit: number
  readonly memoryLimit: number
  readonly maxFailures: number
  readonly out: string
  readonly journal: string
  readonly baseline: boolean
  readonly confirm: number
  readonly finalBudget: Budget
  readonly final: boolean
  readonly estimate: boolean
  readonly dryRun: boolean
  readonly json: boolean
}

/** The name of a setting. */
export type SettingName = keyof SettingTypes

/** The checked values of settings, those that were given. */
export type SettingValues = Partial<SettingTypes>

/** Every setting of a search, by its name in a file; on the command line it is `--name-in-kebab-case`. */
export const settings: { readonly [K in SettingName]: DescribedSetting<SettingTypes[K]> } = {
  data: searched(
    text('<source>'),
    'mnist, fashion-mnist, a table (.csv .tsv .jsonl .json .parquet .npy), arrays (.npz), a folder of IDX files, or of a folder of images a class',
    'mnist',
  ),
  target: searched(text('<column>'), 'the column of a table to be predicted'),
  space: searched(name(familyNames), 'the networks to search among', 'by the data'),
  layers: searched(whole(1, 16), 'most layers or stages of a child', '2 or 3, by the space'),
  poolStride: searched(
    name(['one', 'size']),
    "stride of a 1-D child's pooling: one as in the article, or its size",
    'size',
  ),
  tune: searched(
    toggle,
    'optimizer, learning rate and batch size of a child are searched too',
    "for all but the article's",
  ),
  trainExamples: searched(
    whole(100, 1e9),
    'train children on so many examples of the training split',
    'all',
  ),
  task: data(
    name(['classification', 'regression']),
    'what is predicted, where the values mislead',
    'by the values',
  ),
  columns: data(
    columnKinds,
    'what columns are taken for: number, category or ignore',
    'by their cells',
  ),
  validation: data(fraction(0.01, 0.5), 'part of the examples that validate', '0.15'),
  test: data(fraction(0.01, 0.5), 'part of the examples kept for the final test', '0.15'),
  splitSeed: data(whole(0, 4_294_967_295, '<number>'), 'seed of the split', '1'),
  imageSize: data(
    whole(4, 1024, '<pixels>'),
    'side that the images of a folder are scaled to',
    '32, or their own',
  ),
  policy: how(name(policyNames), 'what proposes networks and learns', 'actor-critic'),
  reward: how(
    reward,
    'what a child is worth: accuracy, r2, article-code, or a formula as "accuracy * (flops / 1e6) ^ -0.07"',
    'accuracy, or r2 for a number',
  ),
  warmStart: how(
    texts('<journal,...>'),
    'begin with what old journals of this space found: the policy learns from them, and no child of the same training is trained again',
  ),
  episodes: how(whole(1, 10_000_000), 'architectures proposed in all', '16'),
  batch: how(whole(1, 1024), 'episodes between two policy updates', '4'),
  budget: how(
    budget,
    'training of each child: "1 epoch", "20000 images" or "300 steps"',
    '12000 images',
  ),
  sync: left(
    name(['event', 'round', 'end']),
    'when the journal is forced to the disk: at each event, each round, or only at the end',
    'round',
  ),
  retrain: how(toggle, 'train an architecture again when it is proposed again'),
  baseline: how(
    toggle,
    'run a random search of the same length beside it, and tell at the end whether it was beaten',
  ),
  confirm: how(
    whole(0, 1024),
    'train so many of the best again by other seeds, before one is declared the best',
    'as many as a twelfth of the episodes allows: 1 from 12, 2 from 24, 4 from 96, 8 from 288',
  ),
  earlyStop: how(
    name(earlyStopNames),
    'end the training of children that promise little: below the median of earlier ones (median), not among the better half of them (asha), or not the best of four in its round (halving)',
    'none',
  ),
  seed: how(
    whole(0, 4_294_967_295, '<number>'),
    'the same seed and batch give the same journal',
    '1',
  ),
  workers: fast(
    whole(1, 256),
    'processes that train children at the same time',
    'one a processor, at most 4',
  ),
  threads: fast(whole(1, 256), 'threads of each worker; part of what a seed repeats', '1'),
  timeLimit: limits(positive(1e7, '<seconds>'), 'a training that takes longer fails', '600'),
  memoryLimit: limits(
    whole(256, 16_000_000, '<megabytes>'),
    'a worker that takes more fails',
    '4096',
  ),
  maxFailures: limits(whole(1, 1_000_000), 'end the search after so many failures in a row', '5'),
  out: left(text('<folder>'), 'folder for the journal and the best network', 'runs/DATE-TIME'),
  journal: left(text('<file>'), 'the journal, one event a line', 'OUT/journal.jsonl'),
  finalBudget: left(
    budget,
    'training of the best network at the end, its weights of the lowest validation loss kept',
    '60000 images',
  ),
  final: left(toggle, 'train the best network again at the end and test it', 'true'),
  estimate: left(toggle, 'measure what the search will take before it starts', 'true'),
  dryRun: left(toggle, 'print the plan and the estimated cost, and stop'),
  json: left(toggle, 'print events as JSON, one a line, and nothing else on standard output'),
}

/** The names of all settings. */
export const settingNames: ReadonlyArray<SettingName> =
  // Its keys are what the object was written with.
  Object.keys(settings) as ReadonlyArray<SettingName>
