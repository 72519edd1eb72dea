import * as E from 'fp-ts/lib/Either.js'
import { join } from 'node:path'
import { from, lastValueFrom, mergeMap } from 'rxjs'
import { stepsOf } from '../../index.ts'
import { showBudget } from '../../session/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, out } from '../output.ts'
import { listenForInterruption } from '../search/interruption.ts'
import { renderEpisode } from '../view/render.ts'
import { version } from '../version.ts'
import { type Arm, armsOf, searchSettings } from './arms.ts'
import { article } from './articleFigures.ts'
import { appendJsonLine, readJsonLines } from './jsonLines.ts'
import { keepSettings } from './keepSettings.ts'
import { openData } from './openData.ts'
import { type SearchesPlan } from './plan.ts'
import { renderSearches } from './renderSearches.ts'
import { runArm } from './runArm.ts'
import { openScreen } from './screen.ts'
import { type Found, type Searched, searched } from './Searched.ts'
import { searchReport, type SearchesSettings } from './searchReport.ts'
import { searchTrainers } from './searchTrainers.ts'
import { showTimeLeft } from './timeLeft.ts'
import { trainWinner, winnerOf } from './trainWinner.ts'
import { isSameWinner, Winner } from './Winner.ts'
import { writeFiles } from './writeFiles.ts'

interface Task {
  readonly arm: Arm
  readonly seed: number
}

const nameOf = ({ arm, seed }: Task): string => `${arm.name}, seed ${seed}`

/**
 * Runs the article's search beside the other policies, each with each seed, and trains and tests
 * each search's winner. Every search has its journal in the folder, and goes on from it; every winner
 * that was tested is a line, and not trained again.
 */
export const runSearches = async (plan: SearchesPlan): Promise<number> => {
  const opened = await openData(plan.data, plan.images)
  if (E.isLeft(opened)) return failedWith(opened.left)
  const data = opened.right
  const settings: SearchesSettings = {
    source: plan.data,
    children: plan.children,
    budget: plan.budget,
    finalBudget: plan.finalBudget,
    poolStride: plan.poolStride,
    images: data.images,
  }
  const folder = join(plan.out, 'search')
  const file = join(folder, 'winners.jsonl')
  const before = readJsonLines(file, Winner)
  if (E.isLeft(before)) return failedWith(before.left)
  const same = keepSettings(join(folder, 'settings.jsonl'), {
    data: data.sha256,
    images: settings.images,
    budget: showBudget(plan.budget),
    'pool stride': plan.poolStride,
    threads: plan.threads,
  })
  if (E.isLeft(same)) return failedWith(same.left)
  const winners: Array<Winner> = [...before.right]
  const results: Array<Searched> = []
  const failures: Array<string> = []
  const arms = armsOf(plan.policies)
  const tasks = plan.seeds.flatMap((seed) => arms.map((arm): Task => ({ arm, seed })))

  const screen = openScreen(plan.json)
  const { say } = screen
  for (const line of data.prepared.report) say(line)
  say(
    `searches: ${arms.map(({ name }) => name).join(', ')}, each with ${plan.seeds.length} seeds: ${plan.children} children of ${showBudget(plan.budget)}, pooling with stride ${plan.poolStride}; then the winner for ${showBudget(plan.finalBudget)}; ${plan.workers} at once, threads each: ${plan.threads}`,
  )
  say(`journals: ${folder}`)

  const interruption = listenForInterruption(status.interrupted)
  const trainers = searchTrainers(plan, data)
  const began = performance.now()
  // A final training is as much work as so many children.
  const { batchSize } = article.training
  const stepsWithin = (budget: SearchesPlan['budget']): number =>
    stepsOf(budget, settings.images, Math.min(batchSize, settings.images))
  const finalWork = stepsWithin(plan.finalBudget) / stepsWithin(plan.budget)
  let total = tasks.length * (plan.children + finalWork)
  let done = 0
  const left = (): string => showTimeLeft({ total, done }, (performance.now() - began) / 1000)
  const draw = (): void => {
    screen.draw([`${results.length} of ${tasks.length} searches${left()}`])
  }

  const finish = async (one: Task, search: Searched, best: Found): Promise<void> => {
    if (winners.some((winner) => isSameWinner(winner, winnerOf(search, best, plan)))) {
      total -= finalWork
      return
    }
    let part = 0
    const trained = await trainWinner(
      plan,
      search,
      best,
      trainers.winners,
      interruption,
      (step, steps) => {
        done += finalWork * (step / steps - part)
        part = step / steps
        draw()
      },
    )
    if (E.isLeft(trained)) {
      failures.push(`${nameOf(one)}, its winner: ${trained.left}`)
      return
    }
    const winner = trained.right
    if (winner === undefined) return
    winners.push(winner)
    const kept = appendJsonLine(file, winner)
    if (E.isLeft(kept)) failures.push(kept.left)
    say(`${nameOf(one)}: its winner reaches ${winner.testAccuracy.toFixed(4)} on test${left()}`)
  }

  const run = async (one: Task): Promise<void> => {
    if (interruption.wasAsked()) return
    const own = join(folder, `${one.arm.name}-${one.seed}`)
    let seen = 0
    const episodes = await runArm(
      searchSettings(plan, one.arm, one.seed, own),
      data,
      trainers.children,
      interruption,
      (event) => {
        seen += 1
        done += 1
        say(`${nameOf(one)}: ${renderEpisode(event, plan.children)}${left()}`)
        draw()
      },
    )
    if (E.isLeft(episodes)) {
      failures.push(`${nameOf(one)}: ${episodes.left}`)
      return
    }
    const result = searched(one.arm.name, one.seed, episodes.right, plan.children)
    results.push(result)
    // What was recorded before took no time now.
    total -= result.children - seen
    if (result.best !== undefined && !interruption.wasAsked())
      await finish(one, result, result.best)
  }

  await lastValueFrom(from(tasks).pipe(mergeMap(run, plan.workers)), { defaultValue: undefined })
  await trainers.close()
  screen.clear()
  interruption.release()

  const report = searchReport(
    settings,
    arms.map(({ name }) => name),
    results.sort((a, b) => a.seed - b.seed),
    winners,
  )
  const written = writeFiles(folder, {
    'report.json': `${JSON.stringify({ version, ...report }, null, 2)}\n`,
  })
  if (E.isLeft(written)) return failedWith(written.left)
  if (plan.json) out(JSON.stringify(report))
  else for (const line of renderSearches(report)) out(line)
  for (const failure of failures) note(failure)
  if (interruption.wasAsked()) {
    note(`Stopped. What was found is in ${folder}; the same command goes on with the rest.`)
    return status.interrupted
  }
  return failures.length === 0 ? status.well : status.failed
}
