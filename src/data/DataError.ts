/** Why there is no data. */
export type DataError =
  | { readonly _tag: 'NoData'; readonly message: string }
  | { readonly _tag: 'BadData'; readonly file: string; readonly message: string }

/** Nothing to read: a folder or file that is not there or cannot be opened. */
export const noData = (message: string): DataError => ({ _tag: 'NoData', message })

/** A file that is not what it should be. */
export const badData = (file: string, message: string): DataError => ({
  _tag: 'BadData',
  file,
  message: `${file} ${message}`,
})
