import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { Command } from 'commander'
import { firstValueFrom, lastValueFrom, map, min } from 'rxjs'
import { type JournalHeader, type Json, type Reward, showArchitecture } from '../../core.ts'
import { anyJournalLines } from '../../node/index.ts'
import {
  type Ranked,
  ranking,
  type Recorded,
  recordedLines,
  rescore,
} from '../../../streams/index.ts'
import { status } from '../exitStatus.ts'
import { note, out, stdout } from '../output.ts'
import { showMeasured } from '../text/measured.ts'
import { failedBy } from './failure.ts'
import { runArgument, withKnownSearch } from '../runs/theRun.ts'
import { wholeFrom } from './numberOption.ts'
import { withOwnPolicy } from './ownPolicy.ts'
import { type RewardChoice, rewardForms, rewardOption } from './rewardOption.ts'
import { estimateRewards, type StateEstimate } from './estimateRewards.ts'

interface Options {
  readonly reward: RewardChoice
  readonly top: number
  readonly json?: boolean
}

/** The lowest reward that a trained child earns. */
const lowestOf = async (journal: Recorded<Json>, { reward }: RewardChoice): Promise<number> => {
  const earned = async function* () {
    for await (const line of journal())
      if (
        line.event._tag === 'Header' ||
        (line.event._tag === 'Rewarded' && line.event.outcome._tag === 'Trained')
      )
        yield line
  }
  return lastValueFrom(
    rescore(earned, reward(0)).pipe(
      map(({ episode }) => Number(episode.reward)),
      min(),
    ),
    { defaultValue: 0 },
  )
}

const headerOf = async (journal: Recorded<Json>): Promise<JournalHeader | undefined> => {
  const { event } = await firstValueFrom(recordedLines(journal))
  return event._tag === 'Header' ? event : undefined
}

const showRanked = ({ rank, before, reward, recorded, outcome }: Ranked<Json>): string =>
  `${String(rank).padStart(4)}  ${String(before).padStart(4)}  ${reward.toFixed(4).padStart(9)}  ${recorded.toFixed(4).padStart(9)}  ${showMeasured(
    outcome.metrics,
    reward,
  )
    .map((text) => `${text}  `)
    .join('')}${showArchitecture(outcome.validated.architecture)}`

const showEstimate = ({ state, estimate }: StateEstimate): ReadonlyArray<string> => [
  `  ${estimate.expectedReward.toFixed(4)} +- ${estimate.standardError.toFixed(4)}  worth ${estimate.effectiveSampleSize.toFixed(1)} of ${estimate.episodes} episodes  ${state}`,
  ...(estimate.warning === undefined ? [] : [`    warning: ${estimate.warning}`]),
]

/** The expected rewards of the journal's policy, where the command line knows it. */
const estimatesOf = (
  journal: Recorded<Json>,
  header: JournalHeader | undefined,
  reward: Reward,
): TE.TaskEither<string, ReadonlyArray<StateEstimate>> =>
  pipe(
    header,
    E.fromNullable('The journal has no header.'),
    E.chain((of) =>
      withOwnPolicy(of, (policy) => estimateRewards(journal, policy, of.seed, reward)),
    ),
    TE.fromEither,
    TE.flatten,
  )

const run = async (path: string, { reward: choice, top, json }: Options): Promise<number> => {
  const journal = anyJournalLines(path)
  try {
    const lowest = choice.needsLowest ? await lowestOf(journal, choice) : 0
    const reward = choice.reward(lowest)
    const ranked = await lastValueFrom(rescore(journal, reward).pipe(ranking()))
    const estimates = await estimatesOf(journal, await headerOf(journal), reward)()
    if (json === true) {
      const best = ranked.slice(0, top).map(({ outcome, ...place }) => ({
        ...place,
        architecture: outcome.validated.architecture,
        metrics: outcome.metrics,
      }))
      const policy = E.isRight(estimates) ? estimates.right : { refused: estimates.left }
      stdout.data(
        JSON.stringify({ reward: choice.name, architectures: ranked.length, best, policy }),
      )
      return status.well
    }
    out(`${ranked.length} architectures by ${choice.name}:`)
    out(' now   was     reward       was  architecture')
    for (const one of ranked.slice(0, top)) out(showRanked(one))
    if (E.isRight(estimates)) {
      out('expected reward of the policy, estimated from the recorded episodes:')
      for (const line of estimates.right.flatMap(showEstimate)) out(line)
    } else note(`No expected reward of the policy: ${estimates.left}`)
    return status.well
  } catch (error) {
    return failedBy(error)
  }
}

/** `rxnas rescore`. */
export const rescoreCommand = (): Command =>
  new Command('rescore')
    .summary('rank what a search found by another reward')
    .description(
      'Ranks the architectures of a recorded search by another reward, and estimates what the policy would earn by it. Nothing is trained.',
    )
    .argument(...runArgument)
    .requiredOption('--reward <name>', rewardForms, rewardOption)
    .option('--top <count>', 'architectures that are shown', wholeFrom(1), 10)
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Examples:
  rxnas rescore runs/a --reward lowest:loss
  rxnas rescore runs/a --reward article-code --top 5`,
    )
    .action(async (given: string | undefined, options: Options) => {
      process.exitCode = await withKnownSearch(given, (path) => run(path, options))
    })
