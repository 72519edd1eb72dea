import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { Command } from 'commander'
import { failedWith, status } from '../exitStatus.ts'
import { out } from '../output.ts'
import { journalsOf, runsArgument } from './journalsOf.ts'
import { reportFile, writeReport } from './writeReport.ts'

/** `rxnas report`. */
export const reportCommand = (): Command =>
  new Command('report')
    .summary('write a page that shows a search, or several beside each other')
    .description(
      'Writes one HTML file that shows a search: its rewards, what they cost, which decisions mattered, the best network layer by layer, the final test, what failed, and every episode. It needs no network and opens from the disk. Several searches are shown beside each other.',
    )
    .argument(...runsArgument)
    .option(
      '--out <file>',
      'the page (report.html in the folder of the search; of several searches in this folder)',
    )
    .action(async (runs: ReadonlyArray<string>, { out: to }: { readonly out?: string }) => {
      const written = await pipe(
        TE.fromEither(journalsOf(runs)),
        TE.flatMap((journals) => writeReport(journals, to ?? reportFile(journals))),
      )()
      if (E.isRight(written)) out(written.right)
      process.exitCode = E.isRight(written) ? status.well : failedWith(written.left)
    })
