import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main, workFolder } from '../support/rxnas.ts'

const folder = workFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const penguins = resolve(import.meta.dirname, '../data/penguins.csv')

const inShell = (line: string) =>
  spawnSync('bash', ['-o', 'pipefail', '-c', line, process.execPath, main, penguins], {
    cwd: folder,
    encoding: 'utf8',
  })

describe.skipIf(process.platform !== 'linux')('an output that cannot be written', () => {
  it('is told on standard error, with a status that says so', () => {
    const { status, stderr } = inShell('"$0" "$1" data inspect "$2" > /dev/full')
    expect(stderr).toBe(
      'What should stand on standard output could not be written: the disk is full.\n',
    )
    expect(status).toBe(1)
  })

  it('is no fault where its reader has heard enough', () => {
    const { status, stderr, stdout } = inShell(
      '"$0" "$1" search --help | (head -1; exec 0<&-; sleep 0.5)',
    )
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Usage')
  })
})
