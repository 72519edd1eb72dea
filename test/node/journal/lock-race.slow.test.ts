import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-lock-race-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const built = resolve(import.meta.dirname, '../../../dist/src/node/journal/lock.js')

/** Says that it is ready; then, told to go, whether it has taken the lock, which it holds until its input ends. */
const script = `
  import { takeLock } from ${JSON.stringify(built)}
  process.stdin.once('data', () => console.log(takeLock(process.argv[1])._tag))
  console.log('ready')`

it('the lock of a dead process is taken over by one of many that find it at once', async () => {
  const path = join(folder, 'run.jsonl')
  writeFileSync(`${path}.lock`, `999999999 ${hostname()} 1\n`)
  const rivals = [1, 2, 3, 4].map(() =>
    spawn(process.execPath, ['--input-type=module', '-e', script, path]),
  )
  const lines = () =>
    Promise.all(
      rivals.map(
        ({ stdout }) =>
          new Promise<string>((done) => stdout.once('data', (line: Buffer) => done(String(line)))),
      ),
    )
  await lines()
  const tried = lines()
  for (const { stdin } of rivals) stdin.write('go')
  // None gives the lock back before all have tried.
  const outcomes = await tried
  for (const { stdin } of rivals) stdin.end()
  expect(outcomes.filter((tag) => tag === 'Right\n')).toHaveLength(1)
})
