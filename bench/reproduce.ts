/**
 * The article's search beside the other policies, a short form of `rxnas reproduce --search`: best
 * validation accuracy found and test accuracy of the winners, mean and range over seeds. The article's
 * space with its pooling, so that a child takes seconds; some ten minutes in all.
 * `npm run bench:reproduce -- --json FILE --out FOLDER --children N --seeds N`
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as t from 'io-ts'
import * as E from 'fp-ts/lib/Either.js'
import { flag, report, type Row } from './table.ts'

const Spread = t.type({ mean: t.number, lowest: t.number, highest: t.number })
const Report = t.type({
  rows: t.array(
    t.intersection([
      t.type({
        arm: t.string,
        searches: t.array(t.type({ trained: t.number, children: t.number })),
      }),
      t.partial({ best: Spread, test: Spread }),
    ]),
  ),
  verdict: t.array(t.string),
})

const shown = (spread: t.TypeOf<typeof Spread> | undefined): string =>
  spread === undefined
    ? 'none'
    : `${spread.mean.toFixed(4)} (${spread.lowest.toFixed(4)} to ${spread.highest.toFixed(4)})`

const folder = flag('--out') ?? mkdtempSync(join(tmpdir(), 'rxnas-bench-'))
const root = join(import.meta.dirname, '..')
const ended = spawnSync(
  process.execPath,
  [
    ...['--import', 'tsx', join(root, 'src/cli/main.ts'), 'reproduce', '--search', '--json'],
    ...['--children', flag('--children') ?? '6', '--seeds', flag('--seeds') ?? '2'],
    ...['--images', '5000', '--budget', '1000 images', '--final-budget', '5000 images'],
    ...['--out', folder],
  ],
  { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1e8 },
)
const said = Report.decode(JSON.parse(ended.stdout === '' ? 'null' : ended.stdout))
if (ended.status !== 0 || E.isLeft(said)) throw new Error('rxnas reproduce did not end well')

const { rows, verdict } = said.right
report(
  rows.map(({ arm, searches, best, test }): Row => ({
    search: arm,
    children: searches.reduce((sum, { children }) => sum + children, 0),
    'different, trained': searches.reduce((sum, { trained }) => sum + trained, 0),
    'best validation accuracy': shown(best),
    'test accuracy of the winners': shown(test),
  })),
)
for (const line of verdict) console.log(line)
console.log(`journals: ${folder}`)
