import { type DataOptions } from './DataOptions.ts'

type Form = NonNullable<DataOptions['form']>

/** How files of forms that are no text begin. */
const beginnings: ReadonlyArray<readonly [beginning: string, form: Form]> = [
  ['PAR1', 'parquet'],
  ['\u0093NUMPY', 'npy'],
  ['PK\u0003\u0004', 'npz'],
]

/** The form of a file that has no name, by its first bytes. */
export const formOfBytes = (head: Uint8Array): Form => {
  const text = String.fromCharCode(...head)
  const found = beginnings.find(([beginning]) => text.startsWith(beginning))
  if (found !== undefined) return found[1]
  // Three bytes of a byte order mark may stand before JSON.
  return /^(?:\u00ef\u00bb\u00bf)?\s*[[{]/.test(text) ? 'json' : 'csv'
}
