import { parse } from 'csv-parse/sync'
import { type Page } from 'playwright-core'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, onTestFinished } from 'vitest'
import { test } from '../support/browser.ts'
import { rxnasHere, workFolder } from '../support/rxnas.ts'

type Prediction = Readonly<Record<string, unknown>> & {
  readonly probabilities?: ReadonlyArray<{ readonly label: string; readonly probability: number }>
}
type Predictions = {
  readonly predictions: ReadonlyArray<Prediction>
  readonly notes: ReadonlyArray<string>
}

const folder = workFolder()
const rxnas = rxnasHere(folder)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const done = async (
  ...args: ReadonlyArray<string>
): Promise<{ stdout: string; stderr: string }> => {
  const { status, stdout, stderr } = await rxnas(...args)
  expect(stderr + stdout, args.join(' ')).not.toMatch(/could not|exists already/)
  expect(status, stderr).toBe(0)
  return { stdout, stderr }
}

/** A short search of data, whose network is exported for the web. */
const exported = async (name: string, ...data: ReadonlyArray<string>): Promise<string> => {
  const short = ['--episodes', '1', '--budget', '1 epochs', '--final-budget', '3 epochs']
  await done('search', ...data, ...short, '--no-baseline', '--out', name)
  await done('export', name, '--format', 'web', '--to', `${name}-web`)
  return join(folder, `${name}-web`)
}

/** What `rxnas predict` says, a record an example. */
const predicted = async (
  name: string,
  data: string,
): Promise<ReadonlyArray<Readonly<Record<string, string>>>> =>
  parse((await done('predict', name, '--data', data)).stdout, { columns: true })

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' }

/** Serves a folder with a page that may run nothing but its own scripts. */
const served = async (root: string): Promise<string> => {
  const server = createServer(({ url = '/' }, response) => {
    const type = types[extname(url)] ?? 'application/octet-stream'
    response.setHeader('content-type', url === '/' ? 'text/html' : type)
    response.setHeader('content-security-policy', "default-src 'none'; script-src 'self'")
    response.end(
      url === '/'
        ? '<!doctype html><script src=/try.js type=module></script>'
        : readFileSync(join(root, url)),
    )
  })
  writeFileSync(
    join(root, 'try.js'),
    "import * as network from './predict.js'\nglobalThis.network = network\n",
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

/** What the module says in a page of a server. */
const inPage = async (page: Page, root: string, inputs: unknown): Promise<Predictions> => {
  await page.goto(await served(root))
  await page.waitForFunction('globalThis.network !== undefined')
  return page.evaluate(
    (given) =>
      (
        globalThis as unknown as {
          network: { predictAll: (inputs: unknown) => Promise<Predictions> }
        }
      ).network.predictAll(given),
    inputs,
  )
}

const expectSame = (
  { predictions }: Predictions,
  lines: ReadonlyArray<Readonly<Record<string, string>>>,
): void => {
  expect(predictions).toHaveLength(lines.length)
  for (const [i, prediction] of predictions.entries()) {
    const line = lines[i]!
    if (prediction['_tag'] === 'Number') {
      const value = Number(prediction['value'])
      expect(Math.abs(value / Number(line['prediction']) - 1)).toBeLessThan(1e-5)
    } else {
      expect(prediction['label']).toBe(line['prediction'])
      for (const { label, probability } of prediction.probabilities!)
        expect(Math.abs(probability - Number(line[`p(${label})`])), label).toBeLessThan(1e-5)
    }
  }
}

/** Opens the exported page as a file, and gives what went wrong in it or was asked of a network. */
const opened = async (page: Page, root: string): Promise<ReadonlyArray<string>> => {
  const wrong: Array<string> = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text())
  })
  page.on('pageerror', (error) => wrong.push(String(error)))
  page.on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url())) wrong.push(request.url())
  })
  await page.goto(pathToFileURL(join(root, 'index.html')).href)
  await page.getByRole('button', { name: 'Check this copy' }).click()
  await page.getByText(/as it was exported/i).waitFor()
  expect(await page.locator('.check output').textContent()).toMatch(/^As it was exported/)
  return wrong
}

const hostile = '</script><img src=x onerror=alert(1)>'

describe('a network of a table', () => {
  let root = ''
  beforeAll(async () => {
    const rows = Array.from({ length: 90 }, (_, i) => {
      const [a, b] = [(i * 37) % 83, (i * 53) % 71]
      const city = ['Köln', 'Paris', 'Rome', '__proto__'][i % 4]
      return `${i % 11 === 0 ? '' : `1.${String(100 + a)},5`};${b},25;${city};${a > b ? hostile : 'no'}`
    })
    writeFileSync(join(folder, 'a.csv'), ['size;constructor;city;big', ...rows].join('\n'))
    root = await exported('a', '--data', 'a.csv', '--target', 'big')
  }, 120_000)

  test('says in a page what rxnas predict says, also of odd rows', async ({ page }) => {
    const rows = [
      '1.150,5;7,25;Köln',
      ';3,5;Paris',
      '1.180,25;70;Atlantis',
      '1.100;2;__proto__',
      '9999;;',
    ]
    writeFileSync(join(folder, 'new.csv'), ['size;constructor;city', ...rows].join('\n'))
    const lines = await predicted('a', 'new.csv')
    const records: unknown = parse(readFileSync(join(folder, 'new.csv')), {
      columns: true,
      delimiter: ';',
    })
    const said = await inPage(page, root, records)
    expectSame(said, lines)
    expect(said.notes.join('\n')).toMatch(/Atlantis/)
  })

  test('refuses in a page what rxnas predict refuses', async ({ page }) => {
    await expect(
      inPage(page, root, [{ size: 'about 5', constructor: 1, city: 'Rome' }]),
    ).rejects.toThrow(/holds the text "about 5" in item 1, column "size"/)
  })

  test('has a page that opens as a file, with its names as texts', async ({ page }) => {
    const wrong = await opened(page, root)
    await page.getByLabel('city').selectOption('Paris')
    await page.getByLabel('size').fill('1.150,5')
    await page.locator('.answer').waitFor()
    expect(await page.locator('.bar').allTextContents()).toHaveLength(2)
    expect(await page.locator('.bar').allTextContents()).toContainEqual(
      expect.stringContaining(hostile) as string,
    )
    await page.getByLabel('size').fill('about 5')
    await page.locator('.problem').waitFor()
    expect(wrong).toEqual([])
  })

  test('says in a worker what it says in a page', async ({ page }) => {
    writeFileSync(
      join(root, 'worker.js'),
      "import { check } from './predict.js'\ncheck().then(postMessage)\n",
    )
    await page.goto(await served(root))
    const checked: unknown = await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker('/worker.js', { type: 'module' })
          worker.onmessage = ({ data }) => {
            resolve(data)
          }
          worker.onerror = reject
        }),
    )
    expect(checked).toMatchObject({ equal: true })
  })
})

test('a number is predicted in the units of its column', async ({ page }) => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i},"$${1 + (i % 7)},${100 + i * 3}.50"`)
  writeFileSync(join(folder, 'b.csv'), ['n,price', ...rows].join('\n'))
  const root = await exported('b', '--data', 'b.csv', '--target', 'price')
  writeFileSync(join(folder, 'n.csv'), 'n\n5\n59\n12.5\n')
  const said = await inPage(page, root, [{ n: 5 }, { n: '59' }, { n: 12.5 }])
  expectSame(said, await predicted('b', 'n.csv'))
  expect(said.predictions[0]).toMatchObject({ unit: '$' })
  expect(await opened(page, root)).toEqual([])
})

test('images of any size are made to the size that the network reads', async ({ page }) => {
  const draw = (file: string, side: number, bright: number): Promise<unknown> =>
    sharp(
      Uint8Array.from({ length: side * side * 3 }, (_, i) => (bright + ((i * 31) % 97)) % 256),
      { raw: { width: side, height: side, channels: 3 } },
    )
      .png()
      .toFile(join(folder, file))
  for (const [kind, bright] of [
    ['dark', 10],
    ['light', 150],
  ] as const) {
    mkdirSync(join(folder, 'images', kind), { recursive: true })
    for (let i = 0; i < 20; i++) await draw(`images/${kind}/${i}.png`, 10, bright + i)
  }
  const root = await exported('c', '--data', 'images', '--space', 'mlp')
  await draw('new.png', 23, 90)
  const [line] = await predicted('c', 'new.png')
  expect(await opened(page, root)).toEqual([])
  await page.getByLabel(/Choose an image/).setInputFiles(join(folder, 'new.png'))
  await page.locator('.answer').waitFor()
  expect(await page.locator('.answer').textContent()).toBe(line?.['prediction'])
  const { data, info } = await sharp(join(folder, 'new.png'))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels = { width: info.width, height: info.height, data: [...data] }
  expectSame(await inPage(page, root, [pixels]), [line!])
})

test('arrays are scaled as those of the training were', async ({ page }) => {
  const fixture = join(import.meta.dirname, '../node/data/fixtures/numpy.npz')
  const root = await exported('d', '--data', fixture)
  expect(await opened(page, root)).toEqual([])
  // Without a page the module is the same.
  const module = (await import(pathToFileURL(join(root, 'predict.js')).href)) as {
    readonly check: () => Promise<unknown>
  }
  expect(await module.check()).toMatchObject({ equal: true })
})
