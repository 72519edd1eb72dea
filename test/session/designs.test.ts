import * as E from 'fp-ts/lib/Either.js'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isDesign, type JournalHeader, type Rewarded } from '../../src/core.ts'
import { comparable } from '../../src/node/journal/index.ts'
import { resumeRequest } from '../../src/node/session/index.ts'
import { givenBy, runSession } from '../../src/session/index.ts'
import { all, folder, ports, requestOf } from './support.ts'

const short = { confirm: 0, estimate: false, final: false, episodes: 6 }

const linesIn = (out: string, name = 'journal.jsonl') =>
  readFileSync(join(out, name), 'utf8').trimEnd().split('\n')

const eventsIn = (out: string, name?: string) =>
  linesIn(out, name).map((line) => (JSON.parse(line) as { event: { _tag: string } }).event)

const headerIn = (out: string, name?: string) => eventsIn(out, name)[0] as JournalHeader

const designsIn = (out: string, name?: string) =>
  eventsIn(out, name).flatMap((event) =>
    event._tag === 'Rewarded' ? [isDesign((event as Rewarded<unknown>).outcome)] : [],
  )

const goOn = async (out: string) => {
  const request = await resumeRequest(out, givenBy({}, 'of the test'))()
  if (E.isLeft(request)) throw new Error(request.left.message)
  return all(runSession(ports, request.right))
}

describe('a session', () => {
  it('starts its search and its baseline with the plain designs of the space', async () => {
    const out = folder()
    await all(runSession(ports, requestOf(out, short)))
    for (const name of ['journal.jsonl', 'journal.baseline.jsonl']) {
      expect(designsIn(out, name)).toEqual([true, true, true, false, false, false])
      expect(headerIn(out, name).startWith).toHaveLength(3)
    }
  })

  it('starts with none where it is told so', async () => {
    const out = folder()
    await all(runSession(ports, requestOf(out, { ...short, baseline: false, startWith: 'none' })))
    expect(headerIn(out).startWith).toBe(undefined)
    expect(designsIn(out).includes(true)).toBe(false)
  })

  it('goes on after any of its first episodes as if it had never stopped', async () => {
    const whole = folder()
    await all(runSession(ports, requestOf(whole, { ...short, baseline: false })))
    const lines = linesIn(whole)
    for (const kept of [0, 1, 2, 3, 5, 7]) {
      const out = folder()
      copyFileSync(
        join(whole, 'journal.jsonl.settings.json'),
        join(out, 'journal.jsonl.settings.json'),
      )
      writeFileSync(
        join(out, 'journal.jsonl'),
        lines
          .slice(0, kept)
          .map((line) => `${line}\n`)
          .join(''),
      )
      await goOn(out)
      const again = linesIn(out).filter((line) => !line.includes('"Command"'))
      expect(again.map(comparable)).toEqual(lines.map(comparable))
    }
  })

  it('goes on with the designs of its journal, also with none', async () => {
    const out = folder()
    await all(runSession(ports, requestOf(out, { ...short, baseline: false, startWith: 'none' })))
    // As the settings of a search from before there were designs.
    const path = join(out, 'journal.jsonl.settings.json')
    const saved = JSON.parse(readFileSync(path, 'utf8')) as { settings: Record<string, unknown> }
    const { startWith, ...settings } = saved.settings
    expect(startWith).toBe('none')
    writeFileSync(path, JSON.stringify({ ...saved, settings: { ...settings, episodes: 8 } }))
    await goOn(out)
    expect(designsIn(out)).toEqual(Array.from({ length: 8 }, () => false))
  })
})
