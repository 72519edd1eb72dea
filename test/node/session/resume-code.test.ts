import * as E from 'fp-ts/lib/Either.js'
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lastValueFrom } from 'rxjs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { resumeRequest, resumeSearch } from '../../../src/node/index.ts'

/** A configuration that leaves a mark when it runs, and defines a space of a name. */
const code = (name: string, mark: string): string => `
import { writeFileSync } from 'node:fs'
import { choice, struct } from 'rxnas'
import { fromBuilder } from 'rxnas/tfjs'

writeFileSync(${JSON.stringify(mark)}, 'run')
export default {
  space: fromBuilder(struct({ units: choice(4, 8) }), () => { throw new Error('none') }, { name: '${name}' }),
}
`

describe('a search whose kept settings name a configuration', () => {
  let folder = ''
  const at = (name: string): string => join(folder, name)
  const ran = (): ReadonlyArray<string> =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ran'))
      .sort()
  const write = (file: string, name: string): string => {
    writeFileSync(at(file), code(name, at(`${file}.ran`)))
    return at(file)
  }
  /** A journal with kept settings, as they may come from anybody. */
  const journalOf = (kept: Readonly<Record<string, unknown>>): string => {
    writeFileSync(at('theirs.jsonl'), '')
    writeFileSync(
      at('theirs.jsonl.settings.json'),
      JSON.stringify({ settings: { data: 'mnist' }, config: null, folder, ...kept }),
    )
    return at('theirs.jsonl')
  }
  const request = (kept: Readonly<Record<string, unknown>>, named?: string) =>
    resumeRequest(journalOf(kept), {}, named)()

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'rxnas-resume-code-')))
    vi.spyOn(process, 'cwd').mockReturnValue(folder)
  })
  afterEach(() => {
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true, force: true })
  })

  it('does not run that file: it is named, with what to do', async () => {
    const refused = await request({ config: write('theirs.config.ts', 'tiny') })
    expect(E.isLeft(refused) && refused.left.message).toMatch(
      /configured by .*theirs\.config\.ts, which is code\..*name it by --config/,
    )
    expect(ran()).toEqual([])
  })

  it('does not run it by the library either, and a file that a program names is run', async () => {
    const theirs = write('theirs.config.ts', 'tiny')
    const journal = journalOf({ config: theirs })
    await expect(lastValueFrom(resumeSearch(journal))).rejects.toMatchObject({
      message: expect.stringContaining('name it by --config') as unknown,
    })
    expect(ran()).toEqual([])
    const mine = write('mine.config.ts', 'tiny')
    await expect(
      lastValueFrom(resumeSearch(journal, { episodes: 0 }, { configFile: mine })),
    ).rejects.toMatchObject({ _tag: 'UsageError' })
    await expect(
      lastValueFrom(resumeSearch(journal, {}, { configFile: at('none.ts') })),
    ).rejects.toMatchObject({
      message: expect.stringContaining('none.ts does not exist') as unknown,
    })
  })

  it('runs the file that a person names, whatever file the settings name', async () => {
    const theirs = write('theirs.config.ts', 'tiny')
    const mine = write('mine.config.ts', 'tiny')
    const asked = await request({ config: theirs, own: ['space'] }, mine)
    expect(E.isRight(asked) && asked.right.plan).toMatchObject({
      configFile: mine,
      own: { space: { name: 'tiny' } },
    })
    expect(ran()).toEqual(['mine.config.ts.ran'])
  })

  it('runs the configuration of the working folder', async () => {
    const here = write('rxnas.config.ts', 'tiny')
    const asked = await request({ config: '/elsewhere/evil.ts' })
    expect(E.isRight(asked) && asked.right.plan.configFile).toBe(here)
  })

  it.each([
    ['it has no code', { own: [] }],
    ['it is JSON', { config: '/elsewhere/rxnas.config.json' }],
    ['there is none', { config: null }],
  ])('needs no file where %s, and runs none', async (_, kept) => {
    write('rxnas.config.ts', 'tiny')
    const asked = await request({ config: '/elsewhere/evil.ts', ...kept })
    expect(E.isRight(asked) && asked.right.plan).toMatchObject({ data: 'mnist', own: {} })
    expect(ran()).toEqual([])
  })
})
