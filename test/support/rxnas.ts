import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { captured, type Ran } from './captured.ts'

/** The built command line. */
export const main: string = resolve(import.meta.dirname, '../../dist/src/cli/main.js')

/** A new folder to run commands in. */
export const workFolder = (): string => mkdtempSync(join(tmpdir(), 'rxnas-cli-'))

/** Searches of tests draw no report, which takes longer than many of them; `report.test.ts` draws them. */
const withoutReport = (args: ReadonlyArray<string>): ReadonlyArray<string> =>
  ['search', 'resume'].includes(args[0] ?? '') ? [...args, '--no-report'] : args

/** Runs `rxnas` in a folder, as a user would. */
export const rxnasIn =
  (folder: string) =>
  (...args: ReadonlyArray<string>): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [main, ...withoutReport(args)], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 280_000,
      maxBuffer: 100e6,
    })

/**
 * Runs commands of the built `rxnas` in a folder, in this process: what a process of it would do,
 * without the second or two that one takes to start.
 */
export const rxnasHere =
  (folder: string) =>
  (...args: ReadonlyArray<string>): Promise<Ran> =>
    captured(folder, async () => {
      // By its address: what is built is not there where types are checked before it.
      const { run } = (await import(main.replace(/main\.js$/, 'run.js'))) as {
        readonly run: (args: ReadonlyArray<string>) => Promise<void>
      }
      await run(withoutReport(args))
    })
