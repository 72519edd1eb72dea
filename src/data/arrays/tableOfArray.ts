import * as E from 'fp-ts/lib/Either.js'
import { type DataProblem, refuse } from '../DataError.ts'
import { cellOfValue } from '../table/cellOfValue.ts'
import { type Table } from '../table/Table.ts'
import { type NumberArray } from './NumberArray.ts'

/** A two-dimensional array as a table of rows, its columns called c1, c2 and on. */
export const tableOfArray = ({
  shape,
  values,
  name,
}: NumberArray): E.Either<DataProblem, Table> => {
  const [count = 0, width = 0] = shape
  if (shape.length !== 2 || count === 0 || width === 0)
    return refuse(
      `holds the array ${name} of the shape ${shape.join(' x ') || '()'}, where a single array is read as a table of rows and columns. Images and their labels go into one .npz, by numpy.savez(file, x=images, y=labels).`,
    )
  return E.right({
    form: 'NumPy array',
    columns: Array.from({ length: width }, (_, at) => ({
      name: `c${at + 1}`,
      cells: Array.from(
        { length: count },
        (_, row) => cellOfValue(values[row * width + at]) ?? null,
      ),
    })),
    count,
    place: (row) => `row ${row + 1}`,
    notes: ['the columns are called c1, c2 and on'],
  })
}
