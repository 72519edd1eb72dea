import * as E from 'fp-ts/lib/Either.js'
import { createLogUpdate } from 'log-update'
import { join } from 'node:path'
import { from, lastValueFrom, type Observable, takeUntil, tap, Subject } from 'rxjs'
import {
  type Cnn1d,
  deriveSeed,
  describeSpace,
  type JournalHeader,
  journalSchema,
  rewardedCodec,
  type SearchEvent,
  type TrainingProgress,
} from '../../index.ts'
import {
  engineEnvironment,
  ensureEngine,
  finalWorker,
  loadMnist,
  mnistFolder,
  openJournal,
  processTrainer,
  seedCnn1dWorker,
  writeJournal,
} from '../../node/index.ts'
import { search } from '../../../streams/index.ts'
import { engineReport } from '../engineReport.ts'
import { showBudget } from '../options/budget.ts'
import { renderBest, renderEpisode, renderLive } from '../view/render.ts'
import { emptyModel, foldEvent } from '../view/SearchModel.ts'
import { rewardOf, spaceOf, taskOf, withPolicy } from './parts.ts'
import { type SearchPlan } from './plan.ts'

/** Exit statuses of a search: as design.md, and the shell's own for Ctrl-C. */
const status = { well: 0, failed: 1, interrupted: 130 } as const

const out = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const note = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** What a thrown or rejected value says: expected failures carry their own message. */
const messageOf = (error: unknown): string => {
  const message: unknown = Reflect.get(Object(error), 'message')
  return typeof message === 'string' ? message : String(error)
}

/** Follows a stream to its end or until `stop`. */
const follow = async (
  events: Observable<unknown>,
  stop: Subject<void>,
): Promise<E.Either<string, void>> => {
  try {
    await lastValueFrom(events.pipe(takeUntil(stop)), { defaultValue: undefined })
    return E.right(undefined)
  } catch (error) {
    return E.left(messageOf(error))
  }
}

/** Runs `rxnas search`: the engine, the data, the search with its view and journal, the final test. */
export const runSearch = async (plan: SearchPlan, version: string): Promise<number> => {
  const say = plan.json ? note : out
  const engine = await ensureEngine({ report: engineReport(process.stderr) })
  if (E.isLeft(engine)) {
    note(engine.left.message)
    return status.failed
  }
  const folder = plan.dataFolder === undefined ? await mnistFolder(note) : E.right(plan.dataFolder)
  if (E.isLeft(folder)) {
    note(folder.left.message)
    return status.failed
  }

  // Bad data is told before anything begins, not by every worker.
  const data = await loadMnist(folder.right)
  if (E.isLeft(data)) {
    note(data.left.message)
    return status.failed
  }

  const space = spaceOf(plan)
  const reward = rewardOf(plan)
  const workerOptions = {
    dataFolder: folder.right,
    task: taskOf(plan),
    threads: plan.threads,
    ...(plan.trainImages === undefined ? {} : { trainImages: plan.trainImages }),
  }
  const limits = {
    environment: engineEnvironment({ threads: plan.threads }),
    timeLimit: plan.timeLimit,
    memoryLimit: plan.memoryLimit,
  }
  const header = withPolicy(plan, space, (policy): JournalHeader => ({
    _tag: 'Header',
    schema: journalSchema,
    package: version,
    space: describeSpace(space),
    policy: { name: policy.name, options: policy.options },
    reward: { name: reward.name, options: reward.options },
    trainer: { name: 'seed-cnn1d', options: { ...workerOptions, task: { ...workerOptions.task } } },
    budget: plan.budget,
    batch: plan.batch,
    seed: plan.seed,
  }))
  const journal = openJournal(plan.journal, header, space)
  if (E.isLeft(journal)) {
    note(journal.left.message)
    return status.failed
  }
  say(
    `rxnas ${version}: ${plan.policy} on ${plan.space}, ${plan.episodes} episodes of ${showBudget(plan.budget)}, batch ${plan.batch}, seed ${plan.seed}, ${plan.workers} workers`,
  )
  say(`journal: ${plan.journal}`)
  if (plan.json) out(JSON.stringify(header))

  const began = performance.now()
  const live = process.stdout.isTTY && !plan.json ? createLogUpdate(process.stdout) : undefined
  let model = emptyModel
  let drawn = 0
  const encode = rewardedCodec(space)
  const watch = (event: SearchEvent<Cnn1d, unknown>): void => {
    model = foldEvent(model, event)
    if (plan.json)
      out(
        JSON.stringify(
          event._tag === 'Rewarded'
            ? encode.encode(event)
            : event._tag === 'PolicyUpdated'
              ? { ...event, state: undefined }
              : event,
        ),
      )
    else if (live === undefined) {
      if (event._tag === 'Rewarded') out(renderEpisode(event, plan.episodes))
    } else if (performance.now() - drawn > 100) {
      drawn = performance.now()
      live(renderLive(plan, model, (drawn - began) / 1000, process.stdout.columns))
    }
  }

  const stop = new Subject<void>()
  const interruption = { asked: false }
  const wasInterrupted = (): boolean => interruption.asked
  const onInterrupt = (): void => {
    if (interruption.asked) process.exit(status.interrupted)
    interruption.asked = true
    stop.next()
  }
  process.on('SIGINT', onInterrupt)
  process.on('SIGTERM', onInterrupt)

  const pool = processTrainer<Cnn1d>({
    module: seedCnn1dWorker,
    options: workerOptions,
    workers: Math.min(plan.workers, plan.batch),
    ...limits,
  })
  const searched = await withPolicy(plan, space, (policy) =>
    follow(
      search({ ...plan, space, policy, trainer: pool.trainer, reward }).pipe(
        writeJournal(journal.right),
        tap(watch),
      ),
      stop,
    ),
  )
  await pool.close()
  journal.right.close()
  live?.clear()

  if (E.isLeft(searched)) {
    note(searched.left)
    note(`The journal ${plan.journal} holds ${model.episodes} episodes.`)
    return status.failed
  }
  if (wasInterrupted()) {
    note(
      `Stopped after ${model.episodes} of ${plan.episodes} episodes. They are in the journal ${plan.journal}.`,
    )
    return status.interrupted
  }
  say(`best of ${model.episodes} episodes:`)
  for (const line of renderBest(model.best)) say(line)
  const outcome = model.best[0]?.outcome
  if (outcome?._tag !== 'Trained') {
    note('No child could be trained, so there is no best network. The journal tells why.')
    return status.failed
  }
  if (!plan.final) return status.well

  const modelFolder = join(plan.out, 'model')
  say(`training the best for ${showBudget(plan.finalBudget)}`)
  const finals = processTrainer<unknown>({
    module: finalWorker,
    options: { ...workerOptions, modelFolder },
    workers: 1,
    ...limits,
    timeLimit: plan.timeLimit * 10,
  })
  let measured: Readonly<Record<string, unknown>> = {}
  const trained = await follow(
    from(
      finals.trainer({
        architecture: outcome.validated.architecture,
        budget: plan.finalBudget,
        seed: deriveSeed(plan.seed, plan.episodes),
        signal: new AbortController().signal,
      }),
    ).pipe(
      tap((said) => {
        if (said._tag !== 'Progress') {
          measured = { ...said }
          return
        }
        // What a worker says beside its metrics is progress.
        const { step, steps = 0, metrics } = said as TrainingProgress
        if (live !== undefined)
          live(`final training: step ${step}/${steps}  loss ${(metrics['loss'] ?? 0).toFixed(3)}`)
      }),
    ),
    stop,
  )
  await finals.close()
  live?.clear()
  process.off('SIGINT', onInterrupt)
  process.off('SIGTERM', onInterrupt)
  if (E.isLeft(trained)) {
    note(trained.left)
    return status.failed
  }
  const { testAccuracy, testImages } = measured
  if (wasInterrupted() || typeof testAccuracy !== 'number') {
    note(`Stopped in the final training. The search itself is in the journal ${plan.journal}.`)
    return status.interrupted
  }
  say(`model: ${modelFolder}`)
  if (plan.json) out(JSON.stringify({ _tag: 'Finished', model: modelFolder, metrics: measured }))
  else out(`test accuracy: ${testAccuracy.toFixed(4)} (${String(testImages)} images)`)
  return status.well
}
