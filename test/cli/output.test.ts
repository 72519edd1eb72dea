import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dataCommand } from '../../src/cli/data/dataCommand.ts'
import { failedWith } from '../../src/cli/exitStatus.ts'
import { note, out, stderr, stdout } from '../../src/cli/output.ts'
import { program } from '../../src/cli/program.ts'
import { reportBug } from '../../src/cli/reportBug.ts'
import { renderEpisode } from '../../src/cli/text/episodes.ts'
import { type FiniteNumber } from '../../src/core.ts'

const attack = '\u001b]0;owned\u0007\u001b[2J\r\n\u009b31m\u202eevil'
const obeyed = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u

describe('what is printed', () => {
  const printed = { out: '', err: '' }
  beforeEach(() => {
    printed.out = ''
    printed.err = ''
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed.out += String(text)
      return true
    })
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      printed.err += String(text)
      return true
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    process.exitCode = undefined
  })

  it('is a line each, with nothing that a terminal obeys', () => {
    out(`class ${attack}`)
    note(`folder ${attack}`)
    failedWith(`could not read ${attack}`)
    stdout.data(JSON.stringify({ [attack]: attack }))
    for (const text of [printed.out, printed.err]) {
      expect(text).not.toMatch(obeyed)
      expect(text.split('\n')).toHaveLength(3)
    }
    expect(JSON.parse(printed.out.split('\n')[1] ?? '')).toEqual({ [attack]: attack })
  })

  it('is cut for a person where it is as long as memory, and whole for a program', () => {
    out('a'.repeat(1e6))
    expect(printed.out.length).toBeLessThan(21_000)
    printed.out = ''
    stdout.data(`"${'a'.repeat(1e6)}"`)
    expect(printed.out).toHaveLength(1e6 + 3)
  })

  it('may move the cursor itself: a line that is written over, and one after it', () => {
    stderr.over(`half ${attack}`)
    stderr.over('whole')
    stderr.line('done')
    const [, half, whole] = printed.err.split('\r')
    expect(half).not.toMatch(obeyed)
    expect(whole).toBe('whole\ndone\n')
  })

  it('is made printable in what the command line echoes, and help keeps its lines', async () => {
    const run = (...args: ReadonlyArray<string>): Promise<unknown> =>
      program('1.0.0', [dataCommand()]).parseAsync(args, { from: 'user' })
    await expect(run(`--${attack}`)).rejects.toThrow('unknown option')
    await expect(run('data', 'inspect', 'x', `--test=${attack}`)).resolves.toBeDefined()
    expect(printed.err).toContain('\\u001b')
    expect(printed.err).not.toMatch(obeyed)
    await expect(run('data', 'inspect', '--help')).rejects.toThrow()
    expect(printed.out.split('\n').length).toBeGreaterThan(20)
    expect(printed.out).toContain('--target')
  })

  it('tells names of columns and classes without obeying them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rxnas-hostile-'))
    const rows = Array.from({ length: 60 }, (_, i) => `${i % 7},"${i % 2 === 0 ? attack : 'b'}"`)
    writeFileSync(join(folder, 'a.csv'), [`"x${attack}","y${attack}"`, ...rows, ''].join('\n'))
    const inspect = program('1.0.0', [dataCommand()])
    await inspect.parseAsync(['data', 'inspect', join(folder, 'a.csv')], { from: 'user' })
    rmSync(folder, { recursive: true })
    expect(printed.out + printed.err).toContain('\\u001b]0;owned')
    expect(printed.out).not.toMatch(obeyed)
    expect(printed.err).not.toMatch(obeyed)
  })

  it('tells a failure of a trainer in one line', () => {
    const validated = {
      ...{ _tag: 'Validated' as const, episode: 0, trace: [], key: '{}' },
      architecture: { [attack]: attack },
    }
    const reason = { _tag: 'TrainerFailed' as const, message: attack }
    out(renderEpisode({ _tag: 'Rewarded', reward: 0 as FiniteNumber, outcome: { _tag: 'Failed', validated, reason } }, 1)) // prettier-ignore
    expect(printed.out).not.toMatch(obeyed)
    expect(printed.out.split('\n')).toHaveLength(2)
  })

  it('tells a fault of rxnas itself in a paragraph, and where it was only for --debug', () => {
    reportBug(new TypeError(`cannot read ${attack}`))
    expect(printed.err.split('\n')).toHaveLength(2)
    expect(printed.err).toMatch(/^rxnas .* met a fault .*npm bugs rxnas.*--debug/)
    expect(printed.err).not.toMatch(obeyed)
    vi.stubEnv('RXNAS_DEBUG', '1')
    reportBug(new TypeError('again'))
    expect(printed.err).toMatch(/^ {4}at /m)
    reportBug('no error at all')
    reportBug(undefined)
    vi.unstubAllEnvs()
  })
})
