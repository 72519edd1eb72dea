import * as E from 'fp-ts/lib/Either.js'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findFamily } from '../../../src/node/index.ts'
import { type FamilyReference } from '../../../src/tfjs/index.ts'

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

describe('a family that a card says is code', () => {
  let folder = ''
  const at = (name: string): string => join(folder, name)
  const ran = async (): Promise<ReadonlyArray<string>> => {
    const { readdirSync } = await import('node:fs')
    return readdirSync(folder)
      .filter((name) => name.endsWith('.ran'))
      .sort()
  }
  const write = (file: string, name: string): string => {
    writeFileSync(at(file), code(name, at(`${file}.ran`)))
    return at(file)
  }
  const referTo = (file: string): FamilyReference => ({ _tag: 'Configured', name: 'tiny', file })

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'rxnas-find-family-')))
    vi.spyOn(process, 'cwd').mockReturnValue(folder)
  })
  afterEach(() => {
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is not run where the card names its file, and the file is named with what to do', async () => {
    const theirs = write('theirs.config.ts', 'tiny')
    const found = await findFamily(referTo(theirs))
    expect(E.isLeft(found) && found.left).toMatch(
      /space tiny, which is code in .*theirs\.config\.ts\..*name it by --config/,
    )
    expect(await ran()).toEqual([])
  })

  it('is found in the file that a person names, whatever file the card names', async () => {
    const theirs = write('theirs.config.ts', 'tiny')
    const mine = write('mine.config.ts', 'tiny')
    const found = await findFamily(referTo(theirs), mine)
    expect(found).toMatchObject(
      E.right({ reference: { _tag: 'Configured', name: 'tiny', file: mine } }),
    )
    expect(E.isRight(found) && found.right.family.name).toBe('tiny')
    expect(await ran()).toEqual(['mine.config.ts.ran'])
  })

  it('is found in the configuration of the working folder', async () => {
    const here = write('rxnas.config.ts', 'tiny')
    const found = await findFamily(referTo('/elsewhere/evil.ts'))
    expect(found).toMatchObject(E.right({ reference: { file: here } }))
  })

  it('is refused where the file that was named defines another space', async () => {
    const other = write('other.config.ts', 'huge')
    const found = await findFamily(referTo('/elsewhere/tiny.config.ts'), other)
    expect(E.isLeft(found) && found.left).toMatch(
      /other\.config\.ts does not define the space tiny.*defined in \/elsewhere\/tiny\.config\.ts/,
    )
    const missing = await findFamily(referTo('x'), at('none.ts'))
    expect(E.isLeft(missing) && missing.left).toMatch(/none\.ts does not exist/)
  })

  it('needs no code where rxnas has it by name', async () => {
    write('rxnas.config.ts', 'tiny')
    const named: FamilyReference = { _tag: 'Named', name: 'mlp', settings: { layers: 1 } }
    expect(await findFamily(named)).toMatchObject(
      E.right({ family: { name: 'mlp' }, reference: named }),
    )
    expect(await findFamily({ ...named, settings: { layers: 99 } })).toMatchObject(
      E.left(expect.stringContaining('layers: 99')),
    )
    expect(await ran()).toEqual([])
  })
})
