import * as E from 'fp-ts/lib/Either.js'
import { Command, Option } from 'commander'
import { count, firstValueFrom, lastValueFrom } from 'rxjs'
import { counted, shellWord } from '../../common/index.ts'
import {
  adviceOnDamage,
  anyJournalLines,
  checkJournal,
  copyBeside,
  type Damage,
  exportFormats,
  type ExportFormat,
  exportJournal,
  type JournalCheck,
  repairJournal,
} from '../../node/index.ts'
import { journalSchema } from '../../core.ts'
import { recordedLines, replay } from '../../../streams/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, out } from '../output.ts'
import { checkRewards } from './checkRewards.ts'
import { failedBy } from './failure.ts'
import { runArgument, withJournal, withKnownSearch } from '../runs/theRun.ts'
import { withOwnPolicy } from './ownPolicy.ts'
import { beforeDamage } from './beforeDamage.ts'
import { unknownOf } from './unknownOf.ts'

const showCheck = (path: string, check: JournalCheck): string =>
  `${path}: version ${check.schema}, ${counted(check.episodes, 'episode')} in ${counted(check.rounds, 'round')}${beforeDamage(check.damages[0]?.line)}${
    check.recalled === 0 ? '' : `, begun from ${counted(check.recalled, 'old episode')}`
  }, ${counted(check.snapshots, 'snapshot')}${
    check.dropped === 0 ? '' : `, ${counted(check.dropped, 'episode')} dropped`
  }${
    check.skipped === 0
      ? ''
      : `, ${counted(check.skipped, 'event')} of a version to come passed over`
  }${check.wholeAfter === 0 ? '' : `; ${counted(check.wholeAfter, 'whole line')} after it`}`

const showDamage = ({ line, bytes, reason }: Damage): string =>
  `  line ${line} (${counted(bytes, 'byte')}): ${reason}`

/** Whether reward and policy come to what the journal has, where they are of rxnas's own. */
const checkStates = async (path: string): Promise<number> => {
  const journal = anyJournalLines(path)
  try {
    const { event } = await firstValueFrom(recordedLines(journal))
    if (event._tag !== 'Header') return failedWith(`${path} has no header.`)
    const judged = await checkRewards(journal, event)()
    if (E.isLeft(judged)) return failedWith(judged.left)
    if (judged.right._tag === 'Same') out('Every outcome earns the reward that it has.')
    else note(`The rewards cannot be computed again here: ${judged.right.reason}`)
    const replayed = withOwnPolicy(event, (policy) =>
      lastValueFrom(replay(journal, policy).pipe(count())),
    )
    if (E.isLeft(replayed)) return failedWith(replayed.left)
    out(`The policy proposes and learns again what ${await replayed.right} events tell.`)
    return status.well
  } catch (error) {
    return failedBy(error)
  }
}

const check = async (path: string, states: boolean): Promise<number> => {
  const checked = await checkJournal(path)
  if (E.isLeft(checked)) return failedWith(checked.left.message)
  const { damages, damaged, torn } = checked.right
  out(showCheck(path, checked.right))
  if (checked.right.schema > 0 && checked.right.schema < journalSchema)
    note(unknownOf(checked.right.schema, checked.right.dropped, checked.right.missingBefore))
  if (torn !== undefined)
    out(
      `Its last line, ${torn.line}, is torn (${counted(torn.bytes, 'byte')}); resuming cuts it off.`,
    )
  if (damaged === 0) {
    out('Every other line is whole and in order.'.replace(torn === undefined ? ' other' : '', ''))
    return states ? checkStates(path) : status.well
  }
  out(`${counted(damaged, 'line')} damaged or out of order:`)
  for (const damage of damages) out(showDamage(damage))
  if (damaged > damages.length) out(`  and ${damaged - damages.length} more`)
  return failedWith(adviceOnDamage(path, damages[0]?.line ?? 1))
}

const repair = async (path: string, given: string | undefined): Promise<number> => {
  const to = given ?? `${path.replace(/\.jsonl$/, '')}.repaired.jsonl`
  const repaired = await repairJournal(path, to)
  if (E.isLeft(repaired)) return failedWith(repaired.left.message)
  const { kept, added, dropped } = repaired.right
  out(
    `${repaired.right.path}: ${counted(kept, 'line')} kept, ${dropped.length} dropped${
      added === 0 ? '' : `, ${added} added that say what is missing`
    }`,
  )
  for (const damage of dropped) out(showDamage(damage))
  const copied = copyBeside(path, to)
  if (E.isLeft(copied)) return failedWith(copied.left.message)
  const anew = `rxnas search --warm-start ${shellWord(to)}`
  out(
    copied.right
      ? `Go on with it by: rxnas resume ${shellWord(to)} (where that is refused, because the policy learned from what is lost, begin a new search from its episodes by: ${anew})`
      : `No settings lie beside ${path}, so it cannot be resumed; begin a new search from its episodes by: ${anew}`,
  )
  return status.well
}

const exportTo = async (
  path: string,
  { format, out: to }: { readonly format: ExportFormat; readonly out?: string },
): Promise<number> => {
  const target = to ?? `${path.replace(/\.jsonl$/, '')}.${format}`
  const exported = await exportJournal(path, { format, to: target })
  if (E.isLeft(exported)) return failedWith(exported.left.message)
  if (format === 'tensorboard') note(`See it by: tensorboard --logdir ${target}`)
  out(target)
  return status.well
}

/** `rxnas journal check`, `rxnas journal repair` and `rxnas journal export`. */
export const journalCommand = (): Command => {
  const journal = new Command('journal')
    .summary('check, repair and export the journal of a search')
    .description('What can be done with the journal of a search.')
  journal
    .command('check')
    .description('read a journal to its end and tell what is wrong with it')
    .argument(...runArgument)
    .option(
      '--states',
      'also compute every reward again, and let the policy propose and learn everything again',
    )
    .action(async (run: string | undefined, { states }: { readonly states?: boolean }) => {
      process.exitCode = await withJournal(run, (path) => check(path, states === true))
    })
  journal
    .command('repair')
    .description('write what is whole in a damaged journal to a new file, and tell what is not')
    .argument(...runArgument)
    .option('--out <file>', 'the new file (RUN.repaired.jsonl)')
    .action(async (run: string | undefined, { out: to }: { readonly out?: string }) => {
      process.exitCode = await withJournal(run, (path) => repair(path, to))
    })
  journal
    .command('export')
    .description('write the episodes of a journal for other tools')
    .argument(...runArgument)
    .addOption(
      new Option('--format <name>', 'the form').choices(exportFormats).makeOptionMandatory(),
    )
    .option('--out <path>', 'the file, or for tensorboard the folder (beside the journal)')
    .action(
      async (
        run: string | undefined,
        options: { readonly format: ExportFormat; readonly out?: string },
      ) => {
        process.exitCode = await withKnownSearch(run, (path) => exportTo(path, options))
      },
    )
  return journal
}
