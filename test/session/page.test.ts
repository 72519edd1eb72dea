import { build } from 'esbuild'
import { builtinModules } from 'node:module'
import { describe, expect, it } from 'vitest'

describe('rxnas/session in a page', () => {
  it('bundles without anything of Node', async () => {
    const { metafile } = await build({
      entryPoints: ['src/session/index.ts'],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'browser',
      // The page brings its own; it is the one part that is large.
      external: ['@tensorflow/tfjs'],
      logLevel: 'silent',
    })
    const reached = Object.values(metafile.inputs).flatMap(({ imports }) => imports)
    const external = [...new Set(reached.filter((one) => one.external).map(({ path }) => path))]
    expect(external).toEqual(['@tensorflow/tfjs'])
    expect(reached.some(({ path }) => /^node:/.test(path) || builtinModules.includes(path))).toBe(
      false,
    )
    expect(Object.keys(metafile.inputs).some((file) => file.startsWith('src/node/'))).toBe(false)
  })
})
