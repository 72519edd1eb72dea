import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const folder = resolve(import.meta.dirname, '../../../bench/reproduce')

it("the article's experiment stands on the public API, and on how the command line shows things", () => {
  const imported = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/from '\.\.\/\.\.\/([^']+)'/g)].map(
      ([, path]) => path!,
    ),
  )
  const others = imported.filter(
    (path) => !/^((src|streams)\/([a-z]+\/)?index|src\/core)\.ts$/.test(path),
  )
  expect(imported).toContain('src/session/index.ts')
  expect([...new Set(others)].sort()).toEqual([
    'src/cli/engine/engineReport.ts',
    'src/cli/exitStatus.ts',
    'src/cli/output.ts',
    'src/cli/session/interruption.ts',
    'src/cli/settings/flags.ts',
    'src/cli/text/episodes.ts',
    'src/cli/text/sparkline.ts',
  ])
})
