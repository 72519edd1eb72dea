import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'

// Each mutant is tried by every test that reaches it: fewer cases of each property are enough, and
// one suite of all files is loaded once a mutant instead of one after another.
fc.configureGlobal({ numRuns: 30 })

for (const folder of ['reward', 'episode'].map((name) => join(import.meta.dirname, '..', name)))
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.ts'),
  ))
    await import(join(folder, file))
