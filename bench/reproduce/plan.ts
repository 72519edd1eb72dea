import { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { addFlags, type Flags, givenOf, typed } from '../../src/cli/settings/flags.ts'
import { thisMachine } from '../../src/node/index.ts'
import * as session from '../../src/session/index.ts'
import { architectureNames, article } from './article.ts'

const { fixed, inGroup, name, optional, policyNames, settings, usage, whole } = session
const both = inGroup('Both forms')
const table = inGroup('The table alone')
const search = inGroup('With --search alone')

const isSearch = both(settings.json, 'run the searches instead of the table', fixed(false))
const common = {
  seeds: both(whole(1, 100), 'runs of each, by the seeds 1, 2, ...', fixed(3)),
  images: both(settings.trainExamples, 'train on so many images', optional('all, which are 55000')),
  data: both(settings.data, 'mnist, fashion-mnist or a folder of IDX files', fixed('mnist')),
  workers: settings.workers,
  threads: settings.threads,
  out: both(settings.out, 'folder; what it holds is not run again', fixed('runs/reproduce')),
  json: both(settings.json, 'print the report as JSON, and nothing else', fixed(false)),
}
const ofTable = {
  ...common,
  architecture: table(name(architectureNames), 'only manual or only found', optional('both')),
  epochs: table(whole(1, 1000), 'passes through the training images', fixed(article.epochs)),
}
const ofSearch = {
  ...common,
  policy: search(name(policyNames), 'only this policy', optional('each that rxnas has')),
  children: search(settings.episodes, 'architectures that each search proposes', fixed(24)),
  budget: search(settings.budget, 'training of each child', fixed({ images: 6_000 })),
  finalBudget: search(settings.finalBudget, 'training of each winner', fixed({ epochs: 1 })),
  // By its size three of four in this space are too short to pool, and are rejected.
  poolStride: search(settings.poolStride, settings.poolStride.help, fixed('one')),
}

/** The flags of `npm run reproduce`. */
export const reproduceCommand = (): Command =>
  addFlags(
    new Command('reproduce').description(
      "Trains the article's two architectures as its code does, and prints their accuracy beside its figures; with --search, runs its search beside other policies. What has ended is kept in the folder; the same command goes on with the rest.",
    ),
    { search: isSearch, ...ofTable, ...ofSearch },
  )

// A default here depends on the machine alone.
const here = { ...thisMachine(), policy: '', hasObjectives: false, episodes: 0, out: '' }

/** The values of one form's flags; a flag of the other is refused: what it asks would not happen. */
const valuesOf = <D extends session.Declarations>(
  form: D,
  other: session.Declarations,
  given: Flags,
  why: string,
): E.Either<session.UsageError, session.ResolvedValues<D>> =>
  pipe(
    Object.keys(other).find((key) => !Object.hasOwn(form, key) && given[key] !== undefined),
    (key) =>
      key === undefined ? E.right(form) : E.left(usage(`${typed(key)} ${why}. Leave it out.`)),
    E.flatMap(() => session.readValues(form, givenOf(given, form))),
    E.map((values) => session.withDefaults(form, values, here)),
  )

const upTo = (n: number): ReadonlyArray<number> => Array.from({ length: n }, (_, i) => i + 1)

const planTable = (given: Flags) =>
  pipe(
    valuesOf(ofTable, ofSearch, given, 'is of the searches, which are run with --search'),
    E.map(({ seeds, architecture, ...rest }) => {
      const architectures = architecture === undefined ? architectureNames : [architecture]
      return { _tag: 'Table' as const, ...rest, seeds: upTo(seeds), architectures }
    }),
  )

/** The plan of the searches, or what of the flags cannot be taken. */
export const planSearches = (given: Flags) =>
  pipe(
    valuesOf(ofSearch, ofTable, given, "is of the article's table, which is not run with --search"),
    E.filterOrElse(
      ({ children }) => children > 1,
      () => usage('--children takes 2 or more: a single child is no search.'),
    ),
    E.map(({ seeds, policy, ...rest }) => {
      const policies = policy === undefined ? policyNames : [policy]
      return { _tag: 'Searches' as const, ...rest, seeds: upTo(seeds), policies }
    }),
  )

type Planned<P> = P extends E.Right<infer A> ? A : never
export type TablePlan = Planned<ReturnType<typeof planTable>>
export type SearchesPlan = Planned<ReturnType<typeof planSearches>>
export type Plan = TablePlan | SearchesPlan

/** The plan of the flags that are given, or what of them cannot be taken. */
export const planReproduction = (given: Flags): E.Either<session.UsageError, Plan> =>
  given['search'] === true ? planSearches(given) : planTable(given)
