import { Command } from 'commander'
import { lastValueFrom, tap } from 'rxjs'
import { episodeOf, type JournalEvent, type Json, type Rewarded, showMachine } from '../../core.ts'
import { anyJournalLines } from '../../node/index.ts'
import { recordedLines, type ReplayOptions } from '../../../streams/index.ts'
import { status } from '../exitStatus.ts'
import { out, stdout } from '../output.ts'
import { renderOutcome } from '../text/episodes.ts'
import { failedBy } from './failure.ts'
import { runArgument, withKnownSearch } from '../runs/theRun.ts'
import { aboveZero, wholeFrom } from './numberOption.ts'

interface Options {
  readonly from?: number
  readonly speed?: number
  readonly json?: boolean
}

const showOutcome = (event: Rewarded<Json>): string =>
  `#${episodeOf(event.outcome) + 1}  ${renderOutcome(event)}`

const showEvent = (event: JournalEvent<Json>): string => {
  switch (event._tag) {
    case 'Header':
      return `search: ${event.policy.name} on ${event.trainer.name}, reward ${event.reward.name}, batch ${event.batch}, seed ${event.seed}`
    case 'Recalled':
      return `recalled ${showOutcome(event.episode)}`
    case 'Rewarded':
      return `episode ${showOutcome(event)}`
    case 'PolicyUpdated':
      return `round ${event.round + 1} over  ${Object.entries(event.figures)
        .map(([name, value]) => `${name} ${Number(value.toFixed(3))}`)
        .join('  ')}`
    case 'Dropped':
      return `episodes #${event.first + 1} to #${event.last + 1} are not in the journal: ${
        event.by === 'operator'
          ? 'an operator dropped them'
          : event.by === 'repair'
            ? 'they were lost before it was repaired'
            : 'dropped by an operator, or lost'
      }`
    case 'Completed':
      return `episode #${event.episode + 1} has come to its end`
    case 'Command':
      return `asked to ${event.name}`
    case 'MachineChanged':
      return `goes on by ${showMachine(event.machine)}`
    case 'Snapshot':
      return `snapshot of the policy after ${event.episodes} episodes`
  }
}

const replay = async (path: string, { from, speed, json }: Options): Promise<number> => {
  const options: ReplayOptions = {
    ...(from === undefined ? {} : { from: from - 1 }),
    ...(speed === undefined ? {} : { speed }),
  }
  const lines = recordedLines(anyJournalLines(path), options).pipe(
    tap((line) => {
      if (json === true) stdout.data(JSON.stringify(line))
      else out(showEvent(line.event))
    }),
  )
  try {
    await lastValueFrom(lines, { defaultValue: undefined })
    return status.well
  } catch (error) {
    return failedBy(error)
  }
}

/** `rxnas replay`. */
export const replayCommand = (): Command =>
  new Command('replay')
    .summary('print the events of a recorded search again')
    .description('Prints the events of a recorded search again, as fast as it can or paced.')
    .argument(...runArgument)
    .option('--from <episode>', 'begin with this episode, counted from 1', wholeFrom(1))
    .option(
      '--speed <times>',
      'so many times faster than it was, and never still for long',
      aboveZero,
    )
    .option('--json', 'print the journal’s lines')
    .action(async (run: string | undefined, options: Options) => {
      process.exitCode = await withKnownSearch(run, (path) => replay(path, options))
    })
