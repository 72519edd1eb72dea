import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { fileURLToPath } from 'node:url'
import { readRegularText } from '../files/index.ts'
import { type WebBundles } from './webFiles.ts'

const folder = import.meta.url.endsWith('.ts') ? '../../../dist/web/' : '../../../web/'

const read = (name: string): E.Either<string, string> =>
  pipe(
    readRegularText(fileURLToPath(new URL(folder + name, import.meta.url))),
    E.mapLeft(
      (reason) =>
        `The part ${name} of this package ${reason}. Install rxnas anew; in a clone, run npm run build.`,
    ),
  )

/** What the build has bundled for pages. */
export const readBundles = (): E.Either<string, WebBundles> =>
  pipe(
    E.Do,
    E.bind('module', () => read('predict.js')),
    E.bind('script', () => read('page/main.js')),
    E.bind('style', () => read('page/page.css')),
  )
