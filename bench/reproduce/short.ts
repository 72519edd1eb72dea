/**
 * The article's search beside the other policies, a short form of `npm run reproduce -- --search`: best
 * validation accuracy found and test accuracy of the winners, mean and range over seeds, on a tenth of
 * the images; some ten minutes in all.
 * `npm run bench:reproduce -- --json FILE --out FOLDER --children N --seeds N`
 */
import * as E from 'fp-ts/lib/Either.js'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { flag } from '../flags.ts'
import { report } from '../table.ts'
import { planSearches } from './plan.ts'
import { runSearches } from './runSearches.ts'
import { showSpread } from './spread.ts'

const out = flag('--out') ?? mkdtempSync(join(tmpdir(), 'rxnas-bench-'))
const plan = planSearches({
  ...{ children: flag('--children') ?? '6', seeds: flag('--seeds') ?? '2', out },
  ...{ images: '5000', budget: '1000 images', finalBudget: '5000 images' },
})
if (E.isLeft(plan)) throw new Error(plan.left.message)
const sum = (values: ReadonlyArray<number>): number => values.reduce((a, b) => a + b, 0)

process.exitCode = await runSearches(plan.right, ({ rows, verdict }) => {
  report(
    rows.map(({ arm, searches, best, test }) => ({
      search: arm,
      children: sum(searches.map(({ children }) => children)),
      'different, trained': sum(searches.map(({ trained }) => trained)),
      'best validation accuracy': showSpread(best),
      'test accuracy of the winners': showSpread(test),
    })),
  )
  return [...verdict, `journals: ${out}`]
})
