import * as E from 'fp-ts/lib/Either.js'
import { identity, pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { messageOf } from '../../common/index.ts'
import {
  isStream,
  isTaken,
  pageScript,
  readRegularText,
  readRun,
  version,
  writeAside,
} from '../../node/index.ts'
import { reportOf, type Report } from '../../report/index.ts'

/** Where a report is written by default: beside the journal, or here for several. */
export const reportFile = ([first = '', ...others]: ReadonlyArray<string>): string =>
  others.length === 0 ? join(dirname(first), 'report.html') : 'report.html'

/** The report of the searches of some journals. What throws is a mistake, and told as one: a search goes on. */
export const readReport = (journals: ReadonlyArray<string>): TE.TaskEither<string, Report> =>
  pipe(
    journals,
    TE.traverseSeqArray((journal) =>
      pipe(
        TE.tryCatch(
          () => readRun(journal),
          (error) => `${journal} could not be made a report of: ${messageOf(error)}.`,
        ),
        TE.flatMapEither(identity),
      ),
    ),
    TE.flatMapEither((runs) =>
      E.tryCatch(
        () => reportOf(runs, { created: new Date().toISOString(), version }),
        (error) => `The report could not be made: ${messageOf(error)}.`,
      ),
    ),
  )

/** What draws, which is loaded by those alone who draw. */
const drawing = () => import('../../drawing/index.ts')

/** Whether there is a file of a name that is no report, which is not written over. */
const isAnother = async (path: string): Promise<boolean> => {
  if (!isTaken(path)) return false
  const there = readRegularText(path)
  return E.isLeft(there) || !(await drawing()).isReportPage(there.right)
}

/** Writes the report of the searches of some journals as one page, and gives its file. */
export const writeReport = (
  journals: ReadonlyArray<string>,
  to: string,
): TE.TaskEither<string, string> =>
  pipe(
    TE.fromTask(() => isAnother(to)),
    TE.flatMap((is) =>
      is
        ? TE.left(`${to} exists already and is no report of rxnas. Give another file by --out.`)
        : readReport(journals),
    ),
    TE.flatMap((report) =>
      TE.tryCatch(
        async () => {
          const page = (await drawing()).reportPage(report, pageScript())
          await writeAside(to, (aside) =>
            writeFile(aside, page, { flag: isStream(aside) ? 'w' : 'wx' }),
          )
          return to
        },
        (error) => `${to} could not be written: ${messageOf(error)}.`,
      ),
    ),
  )
