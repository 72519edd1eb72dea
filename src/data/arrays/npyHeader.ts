/** What is said of an array before its values: enough to tell whether they are numbers. */
const description = /'descr'\s*:\s*('[^']*'|\[)/

/** How NumPy calls the type of an array's values, as `<f4`, or `[` where they have fields; `undefined` where it is no array. */
export const dtypeOf = (bytes: Uint8Array): string | undefined => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  const [, found] = description.exec(head) ?? []
  return found?.replaceAll("'", '')
}

/** What to do about values that are no numbers, by their type; `undefined` for numbers. */
export const adviceOnDtype = (dtype: string): string | undefined => {
  if (/[US]\d+$/.test(dtype))
    return 'texts. Turn texts into numbers, labels by numpy.unique(labels, return_inverse=True)[1].'
  if (dtype === '[') return 'rows with named fields. Store them as a table, .csv or .parquet.'
  if (dtype.endsWith('O'))
    return 'Python objects. Turn it into an array of numbers by numpy.array(values, dtype="float32").'
  if (/c\d+$/.test(dtype)) return 'complex numbers. Give real and imaginary parts as two features.'
  if (/[mM]\d+/.test(dtype)) return 'times. Turn them into numbers by .astype("float64").'
  if (dtype.startsWith('>'))
    return 'numbers in big-endian order. Turn them around by .astype(dtype.newbyteorder("<")).'
  return undefined
}
