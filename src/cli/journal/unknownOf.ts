import { counted } from '../../common/index.ts'

/** What cannot be known of a journal of an older version. */
export const unknownOf = (version: number, missing = 0, before?: number): string =>
  `This journal is of version ${version}, whose lines have no hashes: whether one was changed or lost at its end cannot be known, nor on what machine and by what revision of its policy it was written.${
    missing === 0
      ? ''
      : ` ${counted(missing, 'episode is', 'episodes are')} missing in it${before === undefined ? '' : `, the first before line ${before}`}: dropped by an operator of the search, or lost.`
  }`
