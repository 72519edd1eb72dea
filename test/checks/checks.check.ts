import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

// Longest first: the tests of the other process run beside these.
it.each(['lint', 'types', 'format', 'unused', 'imports'])('npm run check:%s', async (check) => {
  const failure = await new Promise<string | undefined>((done) => {
    execFile(
      'npm',
      ['run', '--silent', `check:${check}`],
      { cwd: root, maxBuffer: 100e6 },
      (error, stdout, stderr) => {
        done(error === null ? undefined : `${stdout}${stderr}`)
      },
    )
  })
  expect(failure).toBe(undefined)
})
