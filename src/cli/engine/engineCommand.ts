import * as E from 'fp-ts/lib/Either.js'
import { Command } from 'commander'
import { engineEvent, engineStatus, ensureEngine, installEngine } from '../../node/index.ts'
import { engineFailed } from './engineReady.ts'
import { engineReport } from './engineReport.ts'
import { out, stdout } from '../output.ts'

interface InstallFlags {
  readonly force?: boolean
  readonly prebuilt?: boolean
}

/** `rxnas engine install` and `rxnas engine status`. */
export const engineCommand = (): Command => {
  const engine = new Command('engine')
    .summary('set up the native engine, or tell its state')
    .description('The native engine that trains children.')
  engine
    .command('install')
    .description('set the native engine up; every search does it when there is none')
    .option('--force', 'make it anew')
    .option(
      '--prebuilt',
      'make it anew of the build that tfjs-node downloads, which needs no compiler and has no checksum',
    )
    .action(async ({ force, prebuilt = false }: InstallFlags) => {
      const there = force === true || prebuilt ? undefined : await engineStatus()
      if (there?._tag === 'Works') {
        // The project may have lost its link: `npm install` removes what no lock file names.
        await ensureEngine()
        out(`The engine works: libtensorflow ${there.libtensorflow} in ${there.tfjsNode}`)
        return
      }
      const report = engineReport(stdout)
      const made = await installEngine({
        force: true,
        source: prebuilt ? 'prebuilt' : 'pypi',
        report: (progress) => {
          report(engineEvent(progress))
        },
      })
      if (E.isLeft(made)) process.exitCode = engineFailed(made.left)
      else
        out(`The engine works: libtensorflow ${made.right.libtensorflow} in ${made.right.tfjsNode}`)
    })
  engine
    .command('status')
    .description('what there is of a native engine')
    .action(async () => {
      const status = await engineStatus()
      switch (status._tag) {
        case 'Absent':
          out(
            `There is no engine yet; it would be kept in ${status.home}. Set it up with: rxnas engine install`,
          )
          process.exitCode = 1
          break
        case 'Broken':
          out(status.error.message)
          process.exitCode = 1
          break
        case 'Works':
          out(
            `The engine works: libtensorflow ${status.libtensorflow} in ${status.tfjsNode} (${status.from})`,
          )
      }
    })
  return engine
}
