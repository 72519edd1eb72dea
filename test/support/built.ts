import { resolve } from 'node:path'
import type * as core from '../../src/core.ts'
import type * as node from '../../src/node/index.ts'
import type * as tfjs from '../../src/tfjs/index.ts'

// By its address: types are checked where nothing is built yet, too.
const built = (file: string): Promise<unknown> =>
  import(resolve(import.meta.dirname, '../../dist/src', file))

/** `rxnas/node` as it was built: it loads in a fraction of the time that its sources take, and so do its processes. */
export const builtNode = async (): Promise<typeof node> =>
  (await built('node/index.js')) as typeof node

/** The core as it was built. */
export const builtCore = async (): Promise<typeof core> => (await built('core.js')) as typeof core

/** `rxnas/tfjs` as it was built. */
export const builtTfjs = async (): Promise<typeof tfjs> =>
  (await built('tfjs/index.js')) as typeof tfjs
