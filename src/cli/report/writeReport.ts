import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { writeFile } from 'node:fs/promises'
import { messageOf } from '../../common/index.ts'
import { isStream, pageScript, readRun, version, writeAside } from '../../node/index.ts'
import { reportOf, type Report } from '../../report/index.ts'

/** The report of the searches of some journals. */
const readReport = (journals: ReadonlyArray<string>): TE.TaskEither<string, Report> =>
  pipe(
    journals,
    TE.traverseSeqArray((journal) => () => readRun(journal)),
    TE.map((runs) => reportOf(runs, { created: new Date().toISOString(), version })),
  )

/** Writes the report of the searches of some journals as one page. */
export const writeReport = (
  journals: ReadonlyArray<string>,
  to: string,
): TE.TaskEither<string, string> =>
  pipe(
    readReport(journals),
    TE.flatMap((report) =>
      TE.tryCatch(
        async () => {
          // What draws is loaded by those alone who draw.
          const { reportPage } = await import('../../drawing/index.ts')
          const page = reportPage(report, pageScript())
          await writeAside(to, (aside) =>
            writeFile(aside, page, { flag: isStream(aside) ? 'w' : 'wx' }),
          )
          return to
        },
        (error) => `${to} could not be written: ${messageOf(error)}.`,
      ),
    ),
  )
