import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { findRun, searches } from '../../node/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, out } from '../output.ts'
import { writeReport } from './writeReport.ts'

/** The journals of the searches that a person means; the last one where none is named. */
const journalsOf = (given: ReadonlyArray<string>): E.Either<string, ReadonlyArray<string>> =>
  pipe(
    given.length === 0 ? [undefined] : given,
    E.traverseArray((run: string | undefined) =>
      pipe(
        findRun(run, searches),
        E.map(({ path, file, isChosen }) => {
          if (isChosen) note(`run: ${path}`)
          return file
        }),
      ),
    ),
  )

/** Where a report is written by default: beside the journal, or here for several. */
const reportFile = ([first = '', ...others]: ReadonlyArray<string>): string =>
  others.length === 0 ? join(dirname(first), 'report.html') : 'report.html'

const report = async (
  runs: ReadonlyArray<string>,
  { out: to }: { readonly out?: string },
): Promise<number> => {
  const journals = journalsOf(runs)
  if (E.isLeft(journals)) return failedWith(journals.left)
  const written = await writeReport(journals.right, to ?? reportFile(journals.right))()
  if (E.isLeft(written)) return failedWith(written.left)
  out(written.right)
  return status.well
}

/** `rxnas report`. */
export const reportCommand = (): Command =>
  new Command('report')
    .summary('write a page that shows a search, or several beside each other')
    .description(
      'Writes one HTML file that shows a search: its rewards, what they cost, which decisions mattered, the best network layer by layer, the final test, what failed, and every episode. It needs no network and opens from the disk. Several searches are shown beside each other.',
    )
    .argument(
      '[runs...]',
      'journals, or folders of searches; default the search here that changed last',
    )
    .option(
      '--out <file>',
      'the page (report.html in the folder of the search; of several searches in this folder)',
    )
    .action(async (runs: ReadonlyArray<string>, options: { readonly out?: string }) => {
      process.exitCode = await report(runs, options)
    })
