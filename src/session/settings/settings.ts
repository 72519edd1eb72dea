import { earlyStoppings } from '../../../streams/index.ts'
import { describeSources, describeSourcesBriefly } from '../../data/index.ts'
import { mostThreads, policies, rewardForms, rewards } from '../../core.ts'
import { familyNames } from '../../tfjs/index.ts'
import { dataSettings } from './dataSettings.ts'
import { familySettings } from './familySettings.ts'
import {
  byData,
  type Declaration,
  type Default,
  derived,
  fixed,
  inGroup,
  optional,
} from './declareSetting.ts'
import { finalEpochs } from './finalEpochs.ts'
import { type ResolvedValues, type ValuesByData, type ValueTypes } from './readValues.ts'
import {
  budget,
  name,
  objectives,
  positive,
  registered,
  reward,
  text,
  texts,
  toggle,
  whole,
} from './valueTypes.ts'

/** The policies that a search can be told by name alone: nsga2 needs objectives, which choose it. */
export const policyNames: ReadonlyArray<string> = policies
  .filter(({ hasDefaults }) => hasDefaults)
  .map((one) => one.name)

const searchSpace = inGroup('What is searched')
const algorithm = inGroup('How it is searched')
const speed = inGroup('How fast')
const limits = inGroup('Limits of a child')
const output = inGroup('Output and final training')

/** So many of the best, and the trainings that sequential halving takes for them. */
const confirmations = [
  [8, 24],
  [4, 8],
  [2, 2],
  [1, 1],
] as const

/**
 * How many are trained again by default: as many as a twelfth of the episodes' trainings allow. By
 * `bench:confirm` more than that costs a short search what it gains.
 */
const usualConfirm = (episodes: number): number =>
  confirmations.find(([, trainings]) => 12 * trainings <= episodes)?.[0] ?? 0

const twoDigits = (n: number): string => String(n).padStart(2, '0')

/** A folder's name for a search begun now: `runs/2026-01-31-091502`. */
export const runFolder = (now: Date): string =>
  `runs/${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}-${twoDigits(
    now.getHours(),
  )}${twoDigits(now.getMinutes())}${twoDigits(now.getSeconds())}`

/** The article's policy proposes whole numbers for the article's space, one episode a round. */
export const isPublished = (policy: string): boolean => policy === 'article-reinforce'

/** A setting that may differ when a search is resumed. */
const mayChange = { mayChange: true } as const

const seeds = whole(0, 4_294_967_295, '<number>')

const { target, ...otherDataSettings } = dataSettings

/** Every setting of a search, by its name in a file; on the command line it is `--name-in-kebab-case`. */
export const settings = {
  data: searchSpace(text('<source>'), describeSources(), fixed('mnist'), {
    question: `Which data? ${describeSourcesBriefly()}`,
    // Its contents may not: they are compared by their hash.
    mayChange: true,
  }),
  target: searchSpace(target, target.help, target.byDefault, {
    question: 'Which column is to be predicted?',
  }),
  space: searchSpace(
    name(familyNames),
    'the networks to search among',
    optional('by the data', ({ policy }) => (isPublished(policy) ? 'article' : undefined)),
    { question: 'Which networks?' },
  ),
  ...familySettings,
  trainExamples: searchSpace(
    whole(100, 1e9),
    'train children on so many examples of the training split',
    optional('all'),
  ),
  ...otherDataSettings,
  startWith: searchSpace(
    name(['designs', 'none']),
    'what is tried before the policy proposes: the plain designs that everybody knows of these networks, or nothing',
    fixed('designs'),
  ),
  policy: algorithm(
    registered(policyNames),
    'what proposes networks and learns',
    derived('actor-critic, or nsga2 for objectives', ({ hasObjectives }) =>
      hasObjectives ? 'nsga2' : 'actor-critic',
    ),
  ),
  objectives: algorithm(
    objectives,
    'metrics to optimise together, with - before those to minimise: the search ends with the front of children that no other beats in all',
    optional(),
  ),
  reward: algorithm(
    reward,
    `what a child is worth: ${rewardForms(rewards)}`,
    optional('accuracy, or r2 for a number', ({ policy }) =>
      isPublished(policy) ? 'article-code' : undefined,
    ),
  ),
  warmStart: algorithm(
    texts('<journal,...>'),
    'begin with what old journals of this space found: the policy learns from them, and no child of the same training is trained again',
    optional(),
  ),
  episodes: algorithm(whole(1, 10_000_000), 'architectures proposed in all', fixed(16), {
    question: 'How many networks may be tried?',
    mayChange: true,
  }),
  batch: algorithm(
    whole(1, 1024),
    'episodes between two policy updates',
    derived('4; 1 for article-reinforce', ({ policy }) => (isPublished(policy) ? 1 : 4)),
  ),
  budget: algorithm(
    budget,
    'training of each child: "1 epoch", "20000 images" or "300 steps"',
    fixed({ images: 12_000 }),
  ),
  sync: output(
    name(['event', 'round', 'end']),
    'when the journal is forced to the disk: at each event, each round, or only at the end',
    fixed('round'),
    mayChange,
  ),
  retrain: algorithm(toggle, 'train an architecture again when it is proposed again', fixed(false)),
  baseline: algorithm(
    toggle,
    'run a random search of the same length beside it, and tell at the end whether it was beaten',
    fixed(false),
    mayChange,
  ),
  confirm: algorithm(
    whole(0, 1024),
    'train so many of the best again by other seeds, before one is declared the best',
    derived(
      'as many as a twelfth of the episodes allows: 1 from 12, 2 from 24, 4 from 96, 8 from 288',
      ({ episodes }) => usualConfirm(episodes),
    ),
    mayChange,
  ),
  earlyStop: algorithm(
    name(earlyStoppings.map((one) => one.name)),
    `end the training of children that promise little: ${earlyStoppings.map((one) => `${one.name}: ${one.help}`).join('; ')}`,
    optional('none'),
  ),
  seed: algorithm(seeds, 'the same seed and batch give the same journal', fixed(1)),
  workers: speed(
    whole(1, mostThreads),
    'processes that train children at the same time',
    derived('one a processor, at most 4', ({ processors }) => Math.min(4, processors)),
    mayChange,
  ),
  threads: speed(
    whole(1, mostThreads),
    'threads of each worker; a seed gives the same search only with the same number',
    fixed(1),
  ),
  timeLimit: limits(
    positive(1e7, '<seconds>'),
    'a training that takes longer fails',
    fixed(600),
    mayChange,
  ),
  memoryLimit: limits(
    whole(256, 16_000_000, '<megabytes>'),
    'a worker that takes more fails',
    fixed(4096),
    mayChange,
  ),
  maxFailures: limits(
    whole(1, 1_000_000),
    'end the search after so many failures in a row',
    fixed(5),
    mayChange,
  ),
  out: output(
    text('<folder>'),
    'folder for the journal and the best network',
    derived('runs/DATE-TIME', ({ now }) => runFolder(now)),
  ),
  journal: output(
    text('<file>'),
    'the journal, one event a line',
    derived('OUT/journal.jsonl', ({ out }) => `${out}/journal.jsonl`),
  ),
  finalBudget: output(
    budget,
    'the most training of the best network at the end, which ends where validation stops improving; its weights of the lowest validation loss are kept, or with few examples it is trained anew with those for validation, as long as was best',
    byData(finalEpochs.text, ({ examples }) => ({ epochs: finalEpochs.resolve(examples) })),
    mayChange,
  ),
  finalThreads: output(
    whole(1, mostThreads),
    'threads of the final training; the same number gives the same network',
    derived('one a processor', ({ processors }) => Math.min(mostThreads, processors)),
    mayChange,
  ),
  final: output(
    toggle,
    'train the best network again at the end and test it',
    fixed(true),
    mayChange,
  ),
  report: output(
    toggle,
    'write a page that shows the search at its end, into the folder of its journal',
    fixed(true),
    mayChange,
  ),
  estimate: output(
    toggle,
    'measure what the search will take before it starts',
    fixed(true),
    mayChange,
  ),
  dryRun: output(toggle, 'print the plan and the estimated cost, and stop', fixed(false)),
  json: output(
    toggle,
    'print events as JSON, one a line, and nothing else on standard output',
    fixed(false),
    mayChange,
  ),
} as const

type Settings = typeof settings

/** The name of a setting. */
export type SettingName = keyof Settings

/** What each setting holds, by its name in a file. */
export type SettingTypes = ValueTypes<Settings>

/** The checked values of settings, those that were given. */
export type SettingValues = Partial<SettingTypes>

/** The settings that data decides where nobody gives them. */
export type DataSettings = ValuesByData<Settings>

/** Every setting with its value: what was given, else its default; one without either is `undefined`. */
export type ResolvedSettings = ResolvedValues<Settings>

/** A setting whatever it holds. */
export type AnyDeclaration = Declaration<unknown, Default<unknown>>

/** The declaration of a setting, whatever it holds. */
export const declarationOf = (key: SettingName): AnyDeclaration =>
  // A form is only ever given back what it checked itself.
  settings[key] as unknown as AnyDeclaration

/** The names of all settings. */
export const settingNames: ReadonlyArray<SettingName> =
  // Its keys are what the object was written with.
  Object.keys(settings) as ReadonlyArray<SettingName>
