import * as E from 'fp-ts/lib/Either.js'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { appendJsonLine, readJsonLines } from '../../../bench/jsonLines.ts'
import { keepSettings, Run } from '../../../bench/reproduce/results.ts'
import { runOf } from './support.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-lines-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const refusal = (result: E.Either<{ readonly message: string }, unknown>): string =>
  E.isLeft(result) ? result.left.message : 'was not refused'

const runs = [runOf('manual', 1, [0.5]), runOf('found', 1, [0.7])]
const written = (name: string): string => {
  const path = join(folder, name, 'results.jsonl')
  for (const run of runs) expect(appendJsonLine(path, run)).toEqual(E.right(undefined))
  return path
}

describe('the file of results', () => {
  it('gives back what was written, and nothing where there is none', () => {
    expect(readJsonLines(written('a'), Run)).toEqual(E.right(runs))
    expect(readJsonLines(join(folder, 'none.jsonl'), Run)).toEqual(E.right([]))
  })

  it('loses only the line that a crash has torn, wherever it was torn', () => {
    const path = written('b')
    const whole = readFileSync(path, 'utf8')
    const [first = ''] = whole.split('\n')
    for (const length of [first.length + 2, first.length + 40, whole.length - 1]) {
      writeFileSync(path, whole.slice(0, length))
      expect(readJsonLines(path, Run)).toEqual(E.right(runs.slice(0, 1)))
      expect(readFileSync(path, 'utf8')).toBe(`${first}\n`)
    }
    appendJsonLine(path, runs[1])
    expect(readFileSync(path, 'utf8')).toBe(whole)
  })

  it('refuses a damaged line with its number, and changes nothing', () => {
    const path = written('c')
    appendFileSync(path, '{"_tag":"Run"}\n')
    const before = readFileSync(path, 'utf8')
    expect(refusal(readJsonLines(path, Run))).toContain('Line 3 of ')
    expect(readFileSync(path, 'utf8')).toBe(before)
  })

  it('says why it cannot be written', () => {
    const path = join(written('d'), 'below-a-file.jsonl')
    expect(refusal(appendJsonLine(path, runs[0]))).toContain('could not be written')
  })
})

describe('the settings of the searches', () => {
  const path = join(folder, 'settings.jsonl')
  const settings = { data: 'hash', budget: '9 steps', threads: 1 }

  it('are kept once, and refused where others are asked', () => {
    expect(keepSettings(path, settings)).toEqual(E.right(undefined))
    expect(keepSettings(path, settings)).toEqual(E.right(undefined))
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(2)
    expect(refusal(keepSettings(path, { ...settings, budget: '1 epoch', data: 'new' }))).toContain(
      '(other data; budget 9 steps, not 1 epoch)',
    )
  })
})
