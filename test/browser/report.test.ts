import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { reportPage } from '../../src/drawing/index.ts'
import { partsOf, reportFor, searched } from '../drawing/support.ts'
import { test } from '../support/browser.ts'
import { rxnasHere } from '../support/rxnas.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-page-'))
const script = (): string =>
  readFileSync(join(import.meta.dirname, '../../dist/src/drawing/page.js'), 'utf8')

beforeAll(async () => {
  const rxnas = rxnasHere(folder)
  const data = join(import.meta.dirname, '../data/penguins.csv')
  const { status } = await rxnas(
    ...['search', '--data', data, '--target', 'species', '--episodes', '8', '--out', 'run'],
    ...['--budget', '20 steps', '--final-budget', '20 steps', '--confirm', '0', '--no-estimate'],
  )
  expect(status).toBe(0)
  expect((await rxnas('report', 'run')).status).toBe(0)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Opens a file in a page; gives what went wrong there, and what it asked the network for. */
const opened = async (page: Page, file: string): Promise<ReadonlyArray<string>> => {
  const faults: Array<string> = []
  page.on('console', (message) => faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('dialog', (dialog) => faults.push(dialog.message()))
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) faults.push(request.url())
  })
  await page.goto(pathToFileURL(join(folder, file)).href)
  return faults
}

describe('the report of a search in a browser', () => {
  test('shows plots, asks nobody for anything, and opens an episode with its layers', async ({
    page,
  }) => {
    const faults = await opened(page, 'run/report.html')
    expect(await page.locator('figure svg.plot').count()).toBeGreaterThan(4)
    expect(await page.locator('[data-picture=confusion] svg').getAttribute('aria-label')).toMatch(
      / of 52 test examples are right/,
    )
    await page.locator('[data-picture=rewards] circle[data-e="3"]').click()
    const dialog = page.locator('dialog[open]')
    expect(await dialog.locator('h2').textContent()).toBe('Episode 3')
    expect(await dialog.getByRole('heading', { name: 'Layers' }).count()).toBe(1)
    expect(await dialog.locator('td', { hasText: 'Dense' }).count()).toBeGreaterThan(0)
    await dialog.getByRole('button', { name: 'Close' }).click()
    expect(faults).toEqual([])
  })

  test('tells a point that is pointed at, and is used by the keyboard alone', async ({ page }) => {
    await opened(page, 'run/report.html')
    await page.locator('[data-picture=rewards] circle[data-e="2"]').hover()
    expect(await page.locator('#tip').textContent()).toMatch(/^episode 2: reward/)
    await page.locator('[data-picture=rewards] .drawn').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    expect(await page.locator('[aria-live]').textContent()).toMatch(/^episode 1: reward/)
    await page.keyboard.press('Enter')
    expect(await page.locator('dialog[open] h2').textContent()).toBe('Episode 1')
    await page.keyboard.press('Escape')
    expect(await page.locator('dialog[open]').count()).toBe(0)
  })

  test('sorts and filters the table of episodes', async ({ page }) => {
    await opened(page, 'run/report.html')
    const first = page.locator('.episodes tbody tr:first-child td:first-child')
    const heads = page.locator('.episodes th')
    await heads.filter({ hasText: 'episode' }).getByRole('button').click()
    expect(await first.textContent()).toBe('0')
    await heads.filter({ hasText: 'episode' }).getByRole('button').click()
    expect(await first.textContent()).toBe('7')
    expect(await heads.first().getAttribute('aria-sort')).toBe('descending')
    await page.getByRole('searchbox').fill('linear |')
    expect(await page.getByRole('status').textContent()).toMatch(/^1 to \d of \d$/)
    await page.getByRole('searchbox').fill('no such thing')
    expect(await page.getByRole('status').textContent()).toBe('No episode is found.')
  })

  test('keeps hostile names inert, and its place on a phone', async ({ page }) => {
    writeFileSync(
      join(folder, 'hostile.html'),
      reportPage(reportFor(partsOf(searched(60), { baseline: searched(30) })), script()),
    )
    await page.setViewportSize({ width: 390, height: 800 })
    const faults = await opened(page, 'hostile.html')
    await page.locator('.episodes td button').first().click()
    expect(await page.locator('dialog[open]').textContent()).toContain('<script>alert(1)</script>')
    expect(await page.locator('img[src=x]').count()).toBe(0)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect(faults).toEqual([])
  })
})
