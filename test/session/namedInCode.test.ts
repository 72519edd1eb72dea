import { lastValueFrom } from 'rxjs'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openSearch } from '../../src/node/index.ts'
import { namedInCode, settingNames } from '../../src/session/index.ts'
import { typed } from '../../src/cli/settings/flags.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-in-code-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a message of settings', () => {
  it.each([
    ['Say which is to be predicted, by --target NAME.', 'Say which is to be predicted, by target.'],
    ['it. --on-bad drop leaves it out.', "it. onBad: 'drop' leaves it out."],
    ['say so by --header yes.', "say so by header: 'yes'."],
    ['out by --skip-lines 12.', 'out by skipLines: 12.'],
    ['count NA; --missing says otherwise', 'count NA; missing says otherwise'],
    ['so by --missing ",NA,k.A."', 'so by missing: ["","NA","k.A."]'],
    [
      'by --columns unit price=decimal-comma or size=category',
      'by columns: { "unit price": \'decimal-comma\' } or size=category',
    ],
    ['leave --task regression out', "leave task: 'regression' out"],
    ['no --target and no --columns.', 'no target and no columns.'],
    ['git log --oneline -- src', 'git log --oneline -- src'],
  ])('%s', (typedText, inCode) => {
    expect(namedInCode(typedText)).toBe(inCode)
  })

  it.each(settingNames)('names %s as it is in code', (name) => {
    expect(namedInCode(`Leave out ${typed(name)}.`)).toBe(`Leave out ${name}.`)
  })
})

it.each([
  ['a\n1\n2', {}, /Say which is to be predicted, by target\./],
  [
    `a,y\n${Array.from({ length: 30 }, (_, i) => `${i === 4 ? 'x' : i},${i % 2}`).join('\n')}`,
    { target: 'y' },
    /columns: \{ "a": 'category' \}.* onBad: 'drop' leaves it out\.$/,
  ],
])('openSearch tells of settings as its config has them: %j', async (text, more, words) => {
  const data = join(folder, 'some.csv')
  writeFileSync(data, text)
  const run = openSearch({ data, out: join(folder, 'out'), estimate: false, ...more })
  await expect(lastValueFrom(run)).rejects.toMatchObject({
    _tag: 'SessionFailed',
    message: expect.stringMatching(words) as string,
  })
  await expect(lastValueFrom(run)).rejects.toMatchObject({
    message: expect.not.stringContaining('--') as string,
  })
})
