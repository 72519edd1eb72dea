import { showArchitecture } from '../view/show-architecture.ts'
import { showDuration } from '../view/duration.ts'
import { sparkline } from '../view/sparkline.ts'
import { published } from './articleFigures.ts'
import { type Run } from './Run.ts'
import { showSpread } from './Spread.ts'
import { type TableReport } from './tableReport.ts'
import { textTable } from './textTable.ts'

const four = (value: number): string => value.toFixed(4)

const curveLines = ({ architecture, seed, curve }: Run): ReadonlyArray<string> => {
  const test = curve.map(({ testAccuracy }) => testAccuracy)
  return [
    `${architecture}, seed ${seed}: test accuracy ${sparkline(test, 40)}`,
    ...textTable([
      ['epoch', 'loss', 'validation', 'test'],
      ...curve.map(({ epoch, loss, validationAccuracy, testAccuracy }) => [
        String(epoch),
        loss.toFixed(4),
        four(validationAccuracy),
        four(testAccuracy),
      ]),
    ]),
  ]
}

/** The reproduced table, its learning curves and its verdict, in lines for a person. */
export const renderTable = ({ settings, rows, verdict }: TableReport): ReadonlyArray<string> => [
  ...rows.flatMap(({ runs }) => runs.flatMap(curveLines)),
  `after epoch ${settings.epochs}, ${settings.images} training images, accuracy on test images that chose nothing:`,
  ...textTable([
    ['architecture', '', 'article', 'here', 'validation', 'parameters', 'time'],
    ...rows.map((row) => [
      row.architecture,
      showArchitecture({ layers: published[row.architecture].architecture.layers }),
      String(row.published),
      showSpread(row.test),
      four(row.validation.mean),
      String(row.parameters),
      showDuration(row.seconds.mean),
    ]),
  ]),
  ...verdict,
]
