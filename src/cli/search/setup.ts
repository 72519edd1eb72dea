import * as E from 'fp-ts/lib/Either.js'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type DataOptions,
  ensureEngine,
  loadData,
  type Prepared,
  storeSplits,
} from '../../node/index.ts'
import { engineReport } from '../engineReport.ts'
import { note } from '../output.ts'

/** A data set that is read and stored for workers. */
export interface StoredData {
  readonly prepared: Prepared
  /** Folder of the stored splits; removed when this process ends. */
  readonly folder: string
  readonly sha256: string
}

/** Reads a data set and stores it where workers find it: bad data is told before anything begins. */
export const storeData = async (
  source: string,
  options: DataOptions,
): Promise<E.Either<string, StoredData>> => {
  const prepared = await loadData(source, options, note)
  if (E.isLeft(prepared)) return E.left(prepared.left.message)
  const folder = mkdtempSync(join(tmpdir(), 'rxnas-data-'))
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  const stored = storeSplits(folder, prepared.right.splits)
  return E.isLeft(stored)
    ? E.left(stored.left.message)
    : E.right({ prepared: prepared.right, folder, sha256: stored.right })
}

/** Sets the native engine up where it is not, with a report on standard error. */
export const engineReady = async (): Promise<E.Either<string, void>> => {
  const engine = await ensureEngine({ report: engineReport(process.stderr) })
  return E.isLeft(engine) ? E.left(engine.left.message) : E.right(undefined)
}
