import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The built command line. */
export const main: string = resolve(import.meta.dirname, '../../dist/src/cli/main.js')

/** A new folder to run commands in. */
export const workFolder = (): string => mkdtempSync(join(tmpdir(), 'rxnas-cli-'))

/** Runs `rxnas` in a folder, as a user would. */
export const rxnasIn =
  (folder: string) =>
  (...args: ReadonlyArray<string>): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [main, ...args], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 280_000,
      maxBuffer: 100e6,
    })
