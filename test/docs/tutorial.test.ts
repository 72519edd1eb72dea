import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main, workFolder } from '../support/rxnas.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = workFolder()

/** The code blocks of a section of the README, in order. */
const blocksOf = (heading: string): ReadonlyArray<{ language: string; code: string }> => {
  const page = readFileSync(join(root, 'README.md'), 'utf8')
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(
    ([, language = '', code = '']) => ({
      language,
      code,
    }),
  )
}

// A user's project: the data, and `npx rxnas` as it is after an install.
beforeAll(() => {
  copyFileSync(join(root, 'test/data/penguins.csv'), join(folder, 'penguins.csv'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const bin = join(folder, 'node_modules/.bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(bin, 'rxnas'), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`, {
    mode: 0o755,
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the tutorial of the README', () => {
  const blocks = blocksOf('Your own data in ten minutes')

  it('is there', () => {
    expect(blocks.map(({ language }) => language)).toEqual(['sh', 'sh', 'sh', 'js', 'ts', 'sh'])
  })

  it.each(blocks)('$language: $code', ({ language, code }) => {
    if (language === 'ts') {
      writeFileSync(join(folder, 'rxnas.config.ts'), code)
      return
    }
    if (language === 'js') {
      writeFileSync(join(folder, 'page.js'), code)
      const said = spawnSync(process.execPath, ['page.js'], { cwd: folder, encoding: 'utf8' })
      expect(said.stdout).toMatch(/^(Adelie|Chinstrap|Gentoo), \d+\.\d %/)
      return
    }
    const run = spawnSync('sh', ['-ec', code], { cwd: folder, encoding: 'utf8', timeout: 280_000 })
    expect([run.status, run.stderr.includes('    at ')]).toEqual([0, false])
    if (code.includes('search --out') || code.includes('--out first'))
      expect(run.stdout.trimEnd().split('\n').at(-1)).toMatch(/^test accuracy: [01]\.\d{4} /)
  })

  it('leaves what it promises', () => {
    expect(readFileSync(join(folder, 'predictions.csv'), 'utf8').split('\n')).toHaveLength(346)
    expect(readFileSync(join(folder, 'network.ts'), 'utf8')).toContain('export const load')
    expect(readFileSync(join(folder, 'third/model/README.md'), 'utf8')).toContain('custom')
  })
})
