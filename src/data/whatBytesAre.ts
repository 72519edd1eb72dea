/* oxlint-disable no-control-regex -- files begin with control characters */

/** How files begin that are no text, or no table, whatever their names say, and what to do with them. */
const beginnings: ReadonlyArray<readonly [form: RegExp, advice: string]> = [
  [
    /^PK\u0003\u0004/,
    'is an archive or a workbook by its first bytes. Unpack it, or save its sheet as CSV; arrays of NumPy are read by --form npz.',
  ],
  [/^\u001f\u008b/, 'is packed by gzip, as its first bytes say. Unpack it.'],
  [/^BZh\d/, 'is packed by bzip2, as its first bytes say. Unpack it.'],
  [/^\u00fd7zXZ|^\u0028\u00b5\u002f\u00fd/, 'is packed, as its first bytes say. Unpack it.'],
  [/^\u00d0\u00cf\u0011\u00e0/, 'is a workbook by its first bytes. Save its sheet as CSV.'],
  [/^%PDF-/, 'is a PDF by its first bytes. Save its table as CSV.'],
  [/^SQLite format 3/, 'is a database by its first bytes. Save its table as CSV.'],
  [/^PAR1/, 'is Parquet by its first bytes: say so by --form parquet.'],
  [/^\u0093NUMPY/, 'is an array of NumPy by its first bytes: say so by --form npy.'],
  [
    /^version https:\/\/git-lfs\.github\.com\//,
    'is a pointer of Git LFS and not the file itself. Fetch that by git lfs pull.',
  ],
  [
    /^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype|html|\?xml)\b/i,
    'is a page of HTML or XML, and no table. Where it was downloaded, open it to see what the server says.',
  ],
]

/** So many of a file's first bytes tell what it is. */
export const headToTell = 64

/** What is said of a file whose first bytes tell that it is no text of a table; nothing of any other. */
export const whatBytesAre = (head: Uint8Array): string | undefined => {
  const text = String.fromCharCode(...head.subarray(0, headToTell))
  return beginnings.find(([form]) => form.test(text))?.[1]
}
