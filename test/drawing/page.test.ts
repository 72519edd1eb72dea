import { createHash } from 'node:crypto'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { isReportPage, reportPage, standalone, views } from '../../src/drawing/index.ts'
import { emptyParts, hostile, partsOf, reportFor, searched } from './support.ts'

const script = 'document.title'
const predictions = {
  ...{ _tag: 'TestPredictions' as const, target: 'classes' as const },
  truth: Float32Array.from([0, 1, 1, 0]),
  predicted: Float32Array.from([0, 1, 0, 0]),
  probability: Float32Array.from([0.9, 0.8, 0.6, 0.7]),
  trueProbability: Float32Array.from([0.9, 0.8, 0.4, 0.7]),
  images: [
    {
      place: 2,
      pixels: { height: 1, width: 2, channels: 1, values: Float32Array.from([0, 1]) },
    },
  ],
}
const page = reportPage(
  reportFor(partsOf(searched(60), { baseline: searched(30), predictions })),
  script,
)
const { document } = parseHTML(page)

describe('the page of a report', () => {
  it('holds texts of others as texts, wherever they stand', () => {
    expect([...document.querySelectorAll('script')].map((one) => one.id)).toEqual(['data', ''])
    expect(page).not.toContain('<script>alert')
    expect(page).not.toMatch(/<img src=x/)
    expect(page).not.toContain('\u202e')
    expect(document.querySelector('h1')?.textContent).toContain('<script>alert(1)</script>')
    const data: unknown = JSON.parse(document.querySelector('#data')?.textContent ?? '')
    expect(JSON.stringify(data)).toContain('onerror=alert(2)')
    // What stands in a picture, too.
    expect(document.querySelector('[data-picture=network] text')?.textContent).toMatch(/^<script>/)
  })

  it('lets nothing run or load but its own script and style', () => {
    const policy = document.querySelector('meta[http-equiv]')?.getAttribute('content') ?? ''
    const hash = (text: string): string =>
      `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    expect(policy).toContain(`default-src 'none'; script-src ${hash(script)}`)
    expect(policy).toContain(hash(document.querySelector('style')?.textContent ?? ''))
    expect(policy).not.toMatch(/unsafe|http|\*/)
    expect(document.querySelectorAll('[style], [onclick], link, iframe')).toHaveLength(0)
    expect(page).not.toMatch(/(src|href)="(?!#|data:image\/bmp)/)
  })

  it('has a picture with its numbers for each view, and its points name their episodes', () => {
    const names = [...document.querySelectorAll('figure')].map((one) =>
      one.getAttribute('data-picture'),
    )
    expect(names).toEqual([
      ...['rewards', 'time', 'tradeoff-parameters', 'importance', 'decisions', 'shares'],
      ...['network', 'confusion', 'calibration'],
    ])
    for (const figure of document.querySelectorAll('figure')) {
      expect(figure.querySelector('svg')?.getAttribute('aria-label')).not.toBe('')
      expect(figure.querySelectorAll('details tbody tr').length).toBeGreaterThan(0)
    }
    expect(isReportPage(page)).toBe(true)
    expect(document.querySelectorAll('[data-picture=rewards] [data-e]')).toHaveLength(60)
    expect(document.querySelector('.examples img')?.getAttribute('src')).toMatch(/^data:image\/bmp/)
  })

  it('tells failures by their kind, how it is run again, and what is wrong with the journal', () => {
    const { textContent } = document.querySelector('main') ?? {}
    expect(textContent).toMatch(/5 failed and 0 were rejected/)
    expect(document.querySelector('pre')?.textContent).toContain('rxnas search --target <script>')
    expect(document.querySelector('.note')?.textContent).toContain('Note:')
  })

  it('shows a search without an episode as one', () => {
    const { document: empty } = parseHTML(reportPage(reportFor(emptyParts), script))
    expect(empty.querySelectorAll('figure')).toHaveLength(0)
    expect(empty.querySelector('main')?.textContent).toMatch(/No child has been trained yet/)
    expect(empty.querySelector('main')?.textContent).toMatch(/No episode is over yet/)
  })

  it('shows several searches beside each other', () => {
    const several = reportPage(
      reportFor(...[60, 40].map((count, i) => partsOf(searched(count), { name: `run ${i}` }))),
      script,
    )
    const { document: both } = parseHTML(several)
    expect(both.querySelectorAll('[data-picture=comparison]')).toHaveLength(1)
    expect([...both.querySelectorAll('.run')].map((run) => run.getAttribute('data-run'))).toEqual([
      ...['0', '1'],
    ])
    const ids = [...both.querySelectorAll('[id]')].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('pictures', () => {
  it('of a file of its own have colours and no variables', () => {
    const [run] = reportFor(partsOf(searched(60))).runs
    const pictures = views.flatMap(({ of }) => of(run!).pictures)
    expect(pictures.length).toBeGreaterThan(5)
    for (const picture of pictures) {
      const { svg, legend } = picture
      const file = standalone(picture)
      expect(file).not.toMatch(/var\(|currentColor|data-e/)
      for (const { text } of legend) expect(file).toContain(`>${text}</text>`)
      expect(svg).not.toContain(hostile)
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    }
  })

  it('stay small however long the search is', () => {
    const long = reportPage(reportFor(partsOf(searched(20_000))), script)
    expect(long.length).toBeLessThan(3e6)
  })
})
