import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { writeFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { Command } from 'commander'
import { didYouMean, messageOf, shown } from '../../common/index.ts'
import { isStream, isTaken, writeAside } from '../../node/index.ts'
import { type Picture } from '../../drawing/index.ts'
import { type Report } from '../../report/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { out } from '../output.ts'
import { journalsOf, runsArgument } from './journalsOf.ts'
import { readReport } from './writeReport.ts'

interface Options {
  readonly view?: string
  readonly out?: string
}

const drawing = () => import('../../drawing/index.ts')

/** The pictures of a report by the names that `--view` takes, and why views are empty. */
const pictureNamed = async (report: Report, name: string): Promise<E.Either<string, Picture>> => {
  const { comparisonPicture, views } = await drawing()
  const drawn = report.runs.slice(0, 1).flatMap((run) => views.map(({ of }) => of(run)))
  const compared = report.comparison === null ? undefined : comparisonPicture(report.comparison)
  const pictures = [
    ...(compared === undefined ? [] : [compared]),
    ...drawn.flatMap((view) => view.pictures),
  ]
  const view = drawn.find((one) => one.name === name)
  const found = pictures.find((one) => one.name === name) ?? view?.pictures[0]
  if (found !== undefined) return E.right(found)
  if (view !== undefined) return E.left(`There is no picture of ${name}: ${view.why}`)
  const names = pictures.map((one) => one.name)
  return E.left(
    names.length === 0
      ? `There is nothing to draw: the search has no episode yet.`
      : `--view cannot be ${shown(name)}.${didYouMean(name, names)} This search has ${names.join(', ')}.`,
  )
}

/** The bytes of a picture in the form that a file's name ends in. */
const bytesOf = async (picture: Picture, form: string): Promise<string | Buffer> => {
  const { standalone } = await drawing()
  const svg = standalone(picture)
  if (form === '.svg') return svg
  const { default: sharp } = await import('sharp')
  // Twice as fine as a screen shows it.
  return sharp(Buffer.from(svg), { density: 144 }).png().toBuffer()
}

const plot = (
  runs: ReadonlyArray<string>,
  { view, out: to }: Options,
): TE.TaskEither<string, string> =>
  pipe(
    TE.Do,
    TE.bind('journals', () => TE.fromEither(journalsOf(runs))),
    TE.bind('report', ({ journals }) => readReport(journals)),
    TE.bind(
      'picture',
      ({ report }) =>
        () =>
          pictureNamed(report, view ?? (report.comparison === null ? 'rewards' : 'comparison')),
    ),
    TE.bind('file', ({ journals, picture }) =>
      TE.right(to ?? join(dirname(journals[0] ?? ''), `${picture.name}.svg`)),
    ),
    TE.filterOrElse(
      ({ file }) => ['.svg', '.png'].includes(extname(file)),
      ({ file }) =>
        `${file} is neither .svg nor .png, which are what is drawn. Name such a file by --out.`,
    ),
    TE.filterOrElse(
      ({ file }) => to === undefined || !isTaken(file),
      ({ file }) =>
        `${file} exists already, and nothing is written over it. Give another file by --out.`,
    ),
    TE.flatMap(({ file, picture }) =>
      TE.tryCatch(
        async () => {
          const bytes = await bytesOf(picture, extname(file))
          await writeAside(file, (aside) =>
            writeFile(aside, bytes, { flag: isStream(aside) ? 'w' : 'wx' }),
          )
          return file
        },
        (error) => `${file} could not be written: ${messageOf(error)}.`,
      ),
    ),
  )

/** `rxnas plot`. */
export const plotCommand = (): Command =>
  new Command('plot')
    .summary('draw one view of a search into an SVG or PNG file')
    .description(
      'Draws one view of a search, as its report has it, into a file for a paper or an issue: rewards, time, tradeoff, importance, decisions, shares, network, test, confusion, curves or policy; of several searches comparison.',
    )
    .argument(...runsArgument)
    .option('--view <name>', 'what is drawn (default rewards; of several searches comparison)')
    .option('--out <file>', 'the picture, .svg or .png (VIEW.svg in the folder of the search)')
    .action(async (runs: ReadonlyArray<string>, options: Options) => {
      const drawn = await plot(runs, options)()
      if (E.isRight(drawn)) out(drawn.right)
      process.exitCode = E.isRight(drawn) ? status.well : failedWith(drawn.left)
    })
