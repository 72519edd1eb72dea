import { resolve } from 'node:path'
import type * as node from '../../src/node/index.ts'

/**
 * `rxnas/node` as it was built, whose processes start in a third of the time that those from sources
 * take. By its address: types are checked where nothing is built yet, too.
 */
export const builtNode = async (): Promise<typeof node> =>
  (await import(resolve(import.meta.dirname, '../../dist/src/node/index.js'))) as typeof node
