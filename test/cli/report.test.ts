import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseHTML } from 'linkedom'
import { lastValueFrom } from 'rxjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { showSession } from '../../src/cli/session/showSession.ts'
import { runSession } from '../../src/session/index.ts'
import { ports, requestOf } from '../session/support.ts'
import { captured, type Ran } from '../support/captured.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-report-'))
const rxnas = (...args: ReadonlyArray<string>): Promise<Ran> => captured(folder, () => run(args))
const page = (file: string) => parseHTML(readFileSync(join(folder, file), 'utf8')).document

beforeAll(async () => {
  for (const [name, seed] of [
    ['a', 1],
    ['b', 2],
  ] as const)
    await lastValueFrom(runSession(ports, requestOf(join(folder, name), { episodes: 24, seed })))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('rxnas report', () => {
  it('writes the page of a search into its folder, and writes it again', async () => {
    for (let times = 0; times < 2; times++) {
      const { stdout, status } = await rxnas('report', 'a')
      expect([stdout.trim(), status]).toEqual([join('a', 'report.html'), 0])
    }
    const document = page('a/report.html')
    expect(document.querySelectorAll('[data-picture=rewards] [data-e]').length).toBe(24)
    expect(document.querySelectorAll('[data-picture=importance]')).toHaveLength(1)
    expect(document.querySelector('pre')?.textContent).toMatch(
      /^rxnas search --data \S+penguins\.csv --target species --episodes 24 .*--seed 1$/,
    )
  })

  it('shows the layers of children, whose parameters are those of the search', async () => {
    await rxnas('report', 'a', '--out', 'layers.html')
    const { runs } = JSON.parse(page('layers.html').querySelector('#data')?.textContent ?? '') as {
      readonly runs: ReadonlyArray<{ readonly layers: ReadonlyArray<unknown> }>
    }
    // The trainers of these ports count nine parameters of every child, which no child has.
    expect(runs[0]?.layers).toEqual([])
    expect(page('layers.html').querySelector('main')?.textContent).toMatch(
      /whose layers can be told/,
    )
  })

  it('shows searches that differ in their seeds as one', async () => {
    const { status } = await rxnas('report', 'a', 'b', '--out', 'both.html')
    expect(status).toBe(0)
    const document = page('both.html')
    expect(document.querySelectorAll('.run')).toHaveLength(2)
    expect(document.querySelector('[data-picture=comparison] .legend')?.textContent).toMatch(
      /seeds 1, 2/,
    )
  })

  it('shows what stands before the damage of a journal, and says so', async () => {
    writeFileSync(join(folder, 'broken.jsonl'), readFileSync(join(folder, 'a/journal.jsonl')))
    appendFileSync(join(folder, 'broken.jsonl'), 'no event\n{"torn')
    const { status } = await rxnas('report', 'broken.jsonl', '--out', 'broken.html')
    expect(status).toBe(0)
    expect(page('broken.html').querySelector('main')?.textContent).toMatch(
      /What is shown is what stands before/,
    )
  })

  it('writes over no file that is no report', async () => {
    writeFileSync(join(folder, 'own.html'), '<p>mine</p>')
    const { stderr, status } = await rxnas('report', 'a', '--out', 'own.html')
    expect([status, stderr]).toEqual([1, expect.stringMatching(/own\.html exists already/)])
    expect(readFileSync(join(folder, 'own.html'), 'utf8')).toBe('<p>mine</p>')
  })

  it('says what there is where a run is none, or has no line', async () => {
    writeFileSync(join(folder, 'empty.jsonl'), '')
    expect((await rxnas('report', 'empty.jsonl')).stderr).toMatch(/holds no search/)
    expect((await rxnas('report', 'none')).stderr).toMatch(/none does not exist/)
  })
})

describe('rxnas plot', () => {
  it('draws a view as SVG and as PNG', async () => {
    expect((await rxnas('plot', 'a', '--out', 'a.svg')).status).toBe(0)
    expect(readFileSync(join(folder, 'a.svg'), 'utf8')).toMatch(
      /^<svg xmlns=.*best so far.*<\/svg>\n$/s,
    )
    expect((await rxnas('plot', 'a', '--view', 'tradeoff', '--out', 'a.png')).status).toBe(0)
    expect(readFileSync(join(folder, 'a.png')).subarray(1, 4).toString()).toBe('PNG')
    expect((await rxnas('plot', 'a', 'b', '--out', 'both.svg')).status).toBe(0)
  })

  it('names the views there are, and why one is empty', async () => {
    expect((await rxnas('plot', 'a', '--view', 'reward')).stderr).toMatch(
      /mean .*rewards.*This search has rewards, time/s,
    )
    expect((await rxnas('plot', 'a', '--view', 'curves')).stderr).toMatch(
      /no picture of curves: What children came to/,
    )
    expect((await rxnas('plot', 'a', '--out', 'a.gif')).stderr).toMatch(/neither \.svg nor \.png/)
    expect((await rxnas('plot', 'a', '--out', 'a.svg')).stderr).toMatch(
      /nothing is written over it/,
    )
  })
})

describe('the report at the end of a search', () => {
  const search = (name: string, report: boolean): Promise<Ran> =>
    captured(folder, async () => {
      const request = requestOf(join(folder, name), { baseline: false })
      await showSession((commands$) => runSession(ports, request, commands$), {
        json: false,
        report,
      })
    })

  it('is written and told before the result, which stays the last line', async () => {
    const lines = (await search('c', true)).stdout.trim().split('\n')
    expect(lines.at(-1)).toMatch(/^test accuracy: 0\.9000 \(52 examples\)$/)
    expect(lines.filter((line) => line.startsWith('report: '))).toEqual([
      `report: ${join(folder, 'c', 'report.html')} (open it in a browser)`,
    ])
    expect(page('c/report.html').querySelectorAll('[data-picture=rewards]')).toHaveLength(1)
  })

  it('is left out where that is asked, and a search goes well where it cannot be written', async () => {
    expect((await search('d', false)).stdout).not.toMatch(/^report: /m)
    writeFileSync(join(folder, 'd/report.html'), 'mine')
    rmSync(join(folder, 'd/journal.jsonl'))
    rmSync(join(folder, 'd/journal.jsonl.settings.json'))
    rmSync(join(folder, 'd/journal.baseline.jsonl'), { force: true })
    const { stdout, stderr, status } = await search('d', true)
    expect([status, stderr]).toEqual([
      0,
      expect.stringMatching(/The report was not written: .* exists already/),
    ])
    expect(stdout).toMatch(/test accuracy: 0\.9000 \(52 examples\)\n$/)
  })
})
