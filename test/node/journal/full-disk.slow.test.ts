import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-full-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const root = resolve(import.meta.dirname, '../../..')

// A limit on a file's size stops a write in its middle, as a full disk does, without one.
describe.skipIf(process.platform === 'win32')('a journal that cannot grow', () => {
  it('ends the search with a clear error, and every line it holds is whole', () => {
    const path = join(folder, 'run.jsonl')
    const script = join(import.meta.dirname, 'fixtures', 'long-search.mjs')
    const ran = spawnSync(
      'bash',
      ['-c', `ulimit -f 16; trap '' XFSZ; exec "$0" "$1" "$2"`, process.execPath, script, path],
      { cwd: root, encoding: 'utf8' },
    )
    expect(ran.stdout).toContain('JournalNotWritten')
    expect(ran.stdout).toContain('What it held before is whole.')
    expect(ran.stdout).toContain(`go on from there by: rxnas resume ${path}`)
    const text = readFileSync(path, 'utf8')
    expect(text.endsWith('\n')).toBe(true)
    const lines = text.trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(10)
    for (const line of lines) expect(() => void JSON.parse(line)).not.toThrow()
  })
})
