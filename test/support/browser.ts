import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { test as base } from 'vitest'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The browser that CHROME_PATH names, or the first Chromium or Chrome of the PATH. */
const browserPath = (): string | undefined =>
  process.env['CHROME_PATH'] ??
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isProgram)

const withoutBrowser =
  'no Chromium or Chrome was found; install chromium, or set CHROME_PATH to the browser'

/**
 * A test with a `page` of its own, of a real browser that the tests of its file share. Without a browser
 * it is skipped and says so; RXNAS_BROWSER=required, as .ci/run sets it, makes that a failure.
 */
export const test = base
  // A fixture names what it needs; this one needs nothing.
  // oxlint-disable-next-line no-empty-pattern
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }): Promise<Browser | undefined> => {
    const executablePath = browserPath()
    if (executablePath === undefined) return undefined
    // Pages are the project's own, and root has no sandbox.
    const browser = await chromium.launch({ executablePath, chromiumSandbox: false })
    onCleanup(() => browser.close())
    return browser
  })
  .extend('page', async ({ browser, skip }, { onCleanup }): Promise<Page> => {
    if (browser === undefined && process.env['RXNAS_BROWSER'] === 'required')
      throw new Error(withoutBrowser)
    if (browser === undefined) return skip(withoutBrowser)
    const page = await browser.newPage()
    onCleanup(() => page.close())
    return page
  })
