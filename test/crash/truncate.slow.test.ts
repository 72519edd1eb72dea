import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { random } from '../../src/core.ts'
import { firstDifference } from '../support/firstDifference.ts'
import { goOnBy, recordBy, space, texts } from '../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-truncate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const how = { snapshotEvery: 6, sync: 'end' } as const

describe('a resumed search', () => {
  it('has the journal of one that never stopped, cut at any byte of its last 3 events', async () => {
    // The states of `random` are short, so a snapshot is among the three.
    const by = random(space)
    const path = join(folder, 'bytes.jsonl')
    const full = readFileSync(await recordBy(by, path, 8, how))
    const complete = texts(path)
    const lines = full.toString().trimEnd().split('\n')
    expect(lines.at(-1)).toContain('Snapshot')
    const last = lines.slice(-3).reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0)
    for (let bytes = full.length - last; bytes <= full.length; bytes++) {
      writeFileSync(path, full.subarray(0, bytes))
      const cut = await goOnBy(by, path, 8, how)
      expect(firstDifference(texts(path), complete), `cut at ${bytes}`).toBe(undefined)
      expect(cut === 0, `cut ${cut} of ${bytes}`).toBe(full[bytes - 1] === 10)
    }
  })
})
