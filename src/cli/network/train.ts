import * as E from 'fp-ts/lib/Either.js'
import { existsSync } from 'node:fs'
import { createLogUpdate } from 'log-update'
import { decodeArchitecture } from '../../index.ts'
import { showBudget, type SettingValues } from '../../session/index.ts'
import {
  type DataOptions,
  engineEnvironment,
  findFamily,
  type ModelCard,
  readCard,
  writeCard,
} from '../../node/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, out } from '../output.ts'
import { listenForInterruption } from '../search/interruption.ts'
import { makeCard } from '../search/makeCard.ts'
import { dataOptionsOf, runFolder } from '../search/plan.ts'
import { engineReady, storeData } from '../search/setup.ts'
import { showResult } from '../search/showResult.ts'
import { trainFinal } from '../search/trainFinal.ts'

/** How the data of a card is read again: its target, unless another is told. */
const withTarget = (options: DataOptions, { preparation }: ModelCard): DataOptions =>
  preparation._tag === 'Table' ? { target: preparation.targetColumn, ...options } : options

/** Runs `rxnas train`: trains a found architecture from the start on a data set, and tests it once. */
export const train = async (
  path: string,
  values: SettingValues,
  config?: string,
): Promise<number> => {
  const saved = readCard(path)
  if (E.isLeft(saved)) return failedWith(saved.left.message)
  const { card } = saved.right
  const modelFolder = values.out ?? runFolder(new Date()).replace('runs/', 'trained/')
  if (existsSync(modelFolder))
    return failedWith(`${modelFolder} exists already. Give another folder by --out.`)
  const found = await findFamily(card.family, config)
  if (E.isLeft(found)) return failedWith(found.left)
  const { family, reference } = found.right
  const engine = await engineReady()
  if (E.isLeft(engine)) return failedWith(engine.left)
  const source = values.data ?? card.data.source
  const stored = await storeData(source, withTarget(dataOptionsOf(values), card))
  if (E.isLeft(stored)) return failedWith(stored.left)
  const { prepared, folder } = stored.right
  const children = family.forTask(prepared.splits.task)
  if (E.isLeft(children)) return failedWith(children.left.message)
  const architecture = decodeArchitecture(children.right.space)(card.architecture)
  if (E.isLeft(architecture))
    return failedWith(
      `The architecture of ${path} does not fit this data: ${architecture.left.message}`,
    )

  const budget = values.finalBudget ?? values.budget ?? card.training.budget
  const { seed = card.training.seed, threads = card.training.threads } = values
  for (const line of prepared.report) out(line)
  out(`training for ${showBudget(budget)}, seed ${seed}`)
  const interruption = listenForInterruption(status.interrupted)
  const live = process.stdout.isTTY ? createLogUpdate(process.stdout) : undefined
  const trained = await trainFinal(
    {
      options: { dataFolder: folder, family: reference, threads },
      environment: engineEnvironment({ threads }),
    },
    { architecture: architecture.right, budget, seed, modelFolder },
    interruption,
    (line) => live?.(line),
  )
  live?.clear()
  interruption.release()
  if (E.isLeft(trained)) return failedWith(trained.left)
  if (trained.right['testExamples'] === undefined) {
    note('Stopped. Nothing was saved.')
    return status.interrupted
  }
  const written = writeCard(
    modelFolder,
    await makeCard(stored.right, {
      family: reference,
      children: children.right,
      architecture: architecture.right,
      search: card.search,
      budget,
      seed,
      threads,
      metrics: trained.right,
    }),
  )
  if (E.isLeft(written)) return failedWith(written.left.message)
  out(`model: ${modelFolder}`)
  for (const line of showResult(trained.right, prepared)) out(line)
  return status.well
}
