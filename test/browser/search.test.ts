import { build } from 'esbuild'
import { describe, expect } from 'vitest'
import { test } from '../support/browser.ts'
import { searched } from './fixtures/search.ts'

describe('a search in a page', () => {
  test('trains the children that it trains in Node, for the same rewards', async ({ page }) => {
    const bundle = await build({
      entryPoints: ['test/browser/fixtures/search.ts'],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'fixture',
      platform: 'browser',
      logLevel: 'silent',
    })
    await page.addScriptTag({ content: bundle.outputFiles[0]!.text })
    const inPage: unknown = await page.evaluate('fixture.searched()')
    const inNode = await searched()
    expect(inNode).toHaveLength(40)
    expect(inPage).toEqual(inNode)
  })
})
