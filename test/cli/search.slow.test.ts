import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as E from 'fp-ts/lib/Either.js'
import { builtNode, builtTfjs } from '../support/built.ts'
import { useBackend } from '../support/backends.ts'
import { writeSmaller } from '../support/writeSmaller.ts'
import { main, rxnasHere, rxnasIn, workFolder } from '../support/rxnas.ts'

const { comparable, loadMnist, loadModel, mnistFolder } = await builtNode()
const { evaluateModel, objectiveOf, toTensors } = await builtTfjs()
const folder = workFolder()
const rxnas = rxnasHere(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const small = [
  ...['--batch', '2', '--episodes', '4', '--budget', '5 steps', '--seed', '3'],
  '--no-estimate',
]
/** Digits of MNIST in files of their own, and networks that take little time to judge 5,000 of them. */
const digits = ['--data', 'digits', '--space', 'mlp']

describe('rxnas search', () => {
  let printed = NaN
  // Real MNIST, of which the linear model is fit to 5,100 images instead of 55,000.
  const images = join(folder, 'digits')
  beforeAll(async () => {
    const from = await mnistFolder()
    await writeSmaller(E.isRight(from) ? from.right : '', images, 5100)
  })

  it('searches real MNIST, saves the best network, tests it once, and beats logistic regression', () => {
    const { stdout, status } = rxnasIn(folder)(
      ...[
        'search',
        ...small,
        ...digits,
        '--final-budget',
        '24000 images',
        '--out',
        'a',
        '--workers',
        '1',
      ],
    )
    expect(status).toBe(0)
    const [, linear] = /linear model (\S+)/.exec(stdout) ?? []
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^test accuracy: 0\.\d{4} \(10000 images\)$/,
    )
    expect(existsSync(join(folder, 'a/model/model.json'))).toBe(true)
    expect(existsSync(join(folder, 'a/model/weights.bin'))).toBe(true)
    printed = Number(/test accuracy: (\S+)/.exec(stdout)?.[1])
    // Logistic regression, trained to convergence and tested on the same images.
    expect(printed).toBeGreaterThan(Number(linear))
  })

  it('saves a model that loads back and gives the same test accuracy', async () => {
    await useBackend('native')
    const data = await loadMnist(images)
    const loaded = await loadModel(join(folder, 'a/model'))
    if (E.isLeft(data) || E.isLeft(loaded)) throw new Error('no data or no model')
    const { task, test } = data.right
    const objective = objectiveOf(task, loaded.right)
    const { accuracy = NaN } = await evaluateModel(loaded.right, toTensors(test), objective)
    expect(accuracy.toFixed(4)).toBe(printed.toFixed(4))
  })

  it('writes the same journal with 1 and 2 workers', async () => {
    const lines = async (out: string, workers: string) => {
      const { status } = await rxnas(
        ...[
          'search',
          ...small,
          '--data',
          'digits',
          '--no-final',
          '--out',
          out,
          '--workers',
          workers,
        ],
      )
      expect(status).toBe(0)
      return readFileSync(join(folder, out, 'journal.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map(comparable)
    }
    const one = await lines('w1', '1')
    expect(one).toHaveLength(1 + 4 + 2)
    expect(await lines('w2', '2')).toEqual(one)
  })

  it('prints events and nothing else with --json', async () => {
    const { stdout, status } = await rxnas(
      ...['search', ...small, ...digits, '--no-final', '--out', 'j', '--json', '--workers', '1'],
    )
    expect(status).toBe(0)
    const tags = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { _tag: string })._tag)
    expect(tags.slice(0, 3)).toEqual(['DataUnderstood', 'Planned', 'SearchBegan'])
    expect(tags.filter((tag) => tag === 'Rewarded')).toHaveLength(4)
  })

  it.each([
    [['search', '--episodes', 'many'], '--episodes takes a whole number'],
    [['search', '--policy', 'reinforc'], 'Did you mean reinforce?'],
    [['search', '--episods', '3'], 'Did you mean --episodes?'],
  ])('refuses %j with status 2 and a reason', async (args, reason) => {
    const { stderr, status } = await rxnas(...args)
    expect([status, stderr.includes(reason), stderr.includes('    at ')]).toEqual([2, true, false])
  })

  it('says in a paragraph that a folder holds no data, with status 1', async () => {
    mkdirSync(join(folder, 'nothing'))
    const { stderr, status } = await rxnas('search', ...small, '--data', 'nothing', '--out', 'd')
    expect(status).toBe(1)
    expect(stderr).toContain('nothing is a folder with neither IDX files')
    expect(existsSync(join(folder, 'd/journal.jsonl'))).toBe(false)
    expect(stderr).not.toContain('    at ')
  })

  it('stops on Ctrl-C, keeps the journal and says how it stands', async () => {
    const child = spawn(
      process.execPath,
      [main, 'search', '--episodes', '50', '--budget', '1 epoch', '--out', 'c'],
      { cwd: folder },
    )
    let words = ''
    child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
    await vi.waitUntil(() => existsSync(join(folder, 'c/journal.jsonl')), { timeout: 120_000 })
    child.kill('SIGINT')
    const status = await new Promise((done) => child.on('exit', done))
    expect(status).toBe(130)
    expect(words).toContain('of 50 episodes')
    expect(existsSync(join(folder, 'c/journal.jsonl.lock'))).toBe(false)
  })
})
