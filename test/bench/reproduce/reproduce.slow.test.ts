import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type LabelledImages, writeImages } from '../../support/idx.ts'
import { workFolder } from '../../support/rxnas.ts'

const root = resolve(import.meta.dirname, '../../..')
const folder = workFolder()
const program = [join(folder, 'built/bench/reproduce.js')]

/** Compiles the program and what it is made of: from sources, each of its processes would take seconds to start. */
const compile = (): void => {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
  const compilerOptions = { noEmit: false, rootDir: root, outDir: 'built' }
  // Processes are started by the addresses of their modules.
  const files = ['bench/reproduce.ts', 'src/node/workers/workerMain.ts'].map((file) =>
    join(root, file),
  )
  const include = [join(root, 'src/node/worker-modules/*Worker.ts')]
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, files, include }),
  )
  const compiler = join(root, 'node_modules/typescript-7/bin/tsc')
  const { stdout, status } = spawnSync(process.execPath, [compiler], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect([stdout, status]).toEqual(['', 0])
}

/** Runs `npm run reproduce` in the folder. */
const reproduce = (...args: ReadonlyArray<string>): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [...program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 280_000,
    maxBuffer: 100e6,
  })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A data set in MNIST's form of tiny images, whose class is told by which pixels are bright. */
const writeTiny = (name: string, side: number): void => {
  const imagesOf = (count: number): LabelledImages => {
    const size = side * side
    return {
      side,
      values: Uint8Array.from({ length: count * size }, (_, at) => {
        const [image, pixel] = [Math.floor(at / size), at % size]
        return (pixel % 10 === image % 10 ? 200 : 0) + ((image * 31 + pixel * 17) % 50)
      }),
      labels: Uint8Array.from({ length: count }, (_, image) => image % 10),
    }
  }
  writeImages(join(folder, name), imagesOf(10_100), imagesOf(100))
}

const linesOf = (file: string): ReadonlyArray<string> =>
  existsSync(join(folder, file))
    ? readFileSync(join(folder, file), 'utf8').trimEnd().split('\n')
    : []

/** Those parts of a printed report that the tests read. */
interface Report {
  readonly rows: ReadonlyArray<{
    readonly architecture?: string
    readonly arm?: string
    readonly published?: number
    readonly test?: { readonly count: number; readonly mean: number }
    readonly best?: { readonly count: number }
    readonly runs?: ReadonlyArray<{ readonly curve: ReadonlyArray<{ readonly epoch: number }> }>
  }>
  readonly verdict: ReadonlyArray<string>
}
// What is printed is what the command wrote a moment ago.
const reportOf = (stdout: string): Report => JSON.parse(stdout) as Report

beforeAll(() => {
  compile()
  writeTiny('tiny', 4)
  writeTiny('small', 8)
})

// Each worker takes seconds to start, and the trainings none.
const table = [
  ...['--data', 'tiny', '--images', '200', '--epochs', '2', '--seeds', '1'],
  ...['--workers', '1'],
]

describe('npm run reproduce', () => {
  it("trains both architectures, tests each epoch, and prints them beside the article's figures", () => {
    const { stdout, stderr, status } = reproduce(...table, '--out', 'a', '--json')
    expect([stderr.includes('manual, seed 1: epoch 2/2'), status]).toEqual([true, 0])
    const { rows, verdict } = reportOf(stdout)
    expect(rows.map(({ architecture, published }) => [architecture, published])).toEqual([
      ['manual', 0.963],
      ['found', 0.9987],
    ])
    for (const { runs } of rows) expect(runs![0]!.curve.map(({ epoch }) => epoch)).toEqual([1, 2])
    expect(verdict[0]).toContain("not the article's experiment")
    expect(linesOf('a/results.jsonl')).toHaveLength(2)
    expect(linesOf('a/epochs.jsonl')).toHaveLength(4)
    expect(readFileSync(join(folder, 'a/curves.svg'), 'utf8')).toContain('<polyline')
    expect(reportOf(readFileSync(join(folder, 'a/report.json'), 'utf8')).rows).toEqual(rows)
  })

  it('runs nothing again that has ended, and cuts off what a crash has torn', () => {
    const before = linesOf('a/results.jsonl')
    appendFileSync(join(folder, 'a/results.jsonl'), '{"_tag":"Ru')
    const { stdout, status } = reproduce(...table, '--out', 'a')
    expect(status).toBe(0)
    expect(stdout).toContain('0 to do')
    expect(stdout).toMatch(/found +61x24 pool 60 > 57x55 pool 59 +0\.9987 +0\.\d{4} \(1 seed\)/)
    expect(linesOf('a/results.jsonl')).toEqual(before)
  })

  it('refuses to mix runs of other settings, more images than there are, and a file', () => {
    const other = reproduce(...table, '--out', 'a', '--epochs', '3')
    expect([other.status, other.stderr]).toEqual([
      1,
      'a/results.jsonl holds runs of other settings (epochs 2, not 3), which cannot stand in one table with these. Give another folder by --out.\n',
    ])
    const many = reproduce(...table, '--out', 'b', '--images', '60000')
    expect([many.status, many.stderr]).toEqual([
      1,
      '--images asks for 60000 training images, but tiny has 5100.\n',
    ])
    const file = reproduce('--data', 'tiny/train-labels-idx1-ubyte')
    expect([file.status, file.stderr]).toEqual([
      1,
      'tiny/train-labels-idx1-ubyte is a file, but --data takes mnist, fashion-mnist or a folder of IDX files here.\n',
    ])
  })

  it('stops on Ctrl-C with what has ended kept, and the same command goes on', async () => {
    const args = [...table, '--out', 'c']
    const child = spawn(process.execPath, [...program, ...args], { cwd: folder })
    let words = ''
    child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
    const gone = new Promise((done) => child.on('exit', done))
    await vi.waitUntil(() => linesOf('c/results.jsonl').length > 0 || child.exitCode !== null, {
      ...{ timeout: 120_000, interval: 20 },
    })
    child.kill('SIGINT')
    expect(await gone).toBe(130)
    expect(words).toContain('Stopped with 1 of 2 runs done.')
    const { stdout, status } = reproduce(...args)
    expect(status).toBe(0)
    expect(stdout).toContain('1 to do')
    expect(linesOf('c/results.jsonl')).toHaveLength(2)
  })

  it.each([
    [['--seed', '3'], 'Did you mean --seeds?'],
    [['--children', '3'], '--children is of the searches'],
  ])('refuses %j with status 2 and a reason', (args, reason) => {
    const { stderr, status } = reproduce(...args)
    expect([status, stderr.includes(reason), stderr.includes('    at ')]).toEqual([2, true, false])
  })
})

describe('npm run reproduce -- --search', () => {
  const search = [
    ...['--search', '--data', 'small', '--images', '200', '--seeds', '1', '--workers', '1'],
    ...['--budget', '1 steps', '--final-budget', '2 steps', '--out', 's'],
  ]

  it("runs the article's search with both rewards, and goes on from its journals", () => {
    const own = ['--policy', 'article-reinforce']
    const short = reproduce(...search, ...own, '--children', '2')
    expect(short.status).toBe(0)
    expect(short.stdout).toContain('Without random search there is nothing to compare with.')
    const journal = 's/search/article-code-1/journal.jsonl'
    const before = linesOf(journal)
    expect(before[0]).toContain('"article-reinforce"')
    const { stdout, status } = reproduce(...search, ...own, '--children', '3', '--json')
    expect(status).toBe(0)
    expect(linesOf(journal).slice(0, before.length)).toEqual(before)
    const rewarded = linesOf(journal).filter((line) => line.includes('"Rewarded"'))
    expect(rewarded).toHaveLength(3)
    expect(rewarded.some((line) => line.includes('"_tag":"Trained"'))).toBe(true)
    const { rows } = reportOf(stdout)
    // The winners are known already, unless the third child was better.
    expect(linesOf('s/search/winners.jsonl').length).toBeLessThanOrEqual(4)
    expect(rows.map(({ arm, best }) => [arm, best?.count])).toEqual([
      ['article-code', 1],
      ['article-printed', 1],
    ])
  })

  it('refuses other settings in the same folder, in one paragraph', () => {
    const { stderr, status } = reproduce(...search, '--children', '3', '--pool-stride', 'size')
    expect([status, stderr]).toEqual([
      1,
      's/search/settings.jsonl is that of searches of other settings (pool stride one, not size), which cannot stand beside these. Give another folder by --out.\n',
    ])
  })
})
