import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { fileURLToPath } from 'node:url'
import { readRegularText } from '../files/index.ts'

const file = import.meta.url.endsWith('.ts')
  ? '../../../dist/src/drawing/page.js'
  : '../../drawing/page.js'

/** The script of report pages, as the build has bundled it; without it, as in sources that were not built, a page stands still. */
export const pageScript = (): string =>
  pipe(
    readRegularText(fileURLToPath(new URL(file, import.meta.url))),
    E.getOrElse(() => ''),
  )
