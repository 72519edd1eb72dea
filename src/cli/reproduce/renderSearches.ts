import { showBudget } from '../../session/index.ts'
import { showArchitecture } from '../view/show-architecture.ts'
import { sparkline } from '../view/sparkline.ts'
import { type SearchesReport } from './searchReport.ts'
import { showSpread, type Spread } from './Spread.ts'
import { textTable } from './textTable.ts'

const shown = (spread: Spread | undefined): string =>
  spread === undefined ? 'none yet' : showSpread(spread)

/** Searches compared, each in a line, and their verdict, in lines for a person. */
export const renderSearches = ({
  settings,
  rows,
  verdict,
}: SearchesReport): ReadonlyArray<string> => [
  'each search: the best validation accuracy so far, its winner, and its last child:',
  ...textTable([
    ['', 'seed', 'so far', 'best', 'winner', 'trained', 'last child'],
    ...rows.flatMap(({ searches }) =>
      searches.map(({ arm, seed, bestSoFar, best, trained, last }) => [
        arm,
        String(seed),
        sparkline(bestSoFar, 24),
        best === undefined ? '' : best.validationAccuracy.toFixed(4),
        best === undefined ? 'none' : showArchitecture(best.architecture),
        String(trained),
        last,
      ]),
    ),
  ]),
  `${settings.children} children of ${showBudget(settings.budget)} a search; winners trained again for ${showBudget(settings.finalBudget)} and tested after it; pooling with stride ${settings.poolStride === 'one' ? '1' : 'of its size'}:`,
  ...textTable([
    ['search', 'best validation accuracy', 'test accuracy of the winners'],
    ...rows.map(({ arm, best, test }) => [arm, shown(best), shown(test)]),
  ]),
  ...verdict,
]
