import * as E from 'fp-ts/lib/Either.js'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SavedNetwork } from '../../src/node/index.ts'
import { builtNode } from '../support/built.ts'
import { writeSmaller } from '../support/writeSmaller.ts'
import { rxnasHere, workFolder } from '../support/rxnas.ts'

const { fashionFolder, loadMnist, mnistFolder, readCard } = await builtNode()
const data = resolve(import.meta.dirname, '../data')
const folder = workFolder()
const rxnas = rxnasHere(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''

const cardOf = (run: string): SavedNetwork['card'] => {
  const read = readCard(join(folder, run))
  if (E.isLeft(read)) throw new Error(read.left.message)
  return read.right.card
}

/** Runs a search that should succeed; gives what it measured on the test split and said. */
const searched = async (out: string, ...args: ReadonlyArray<string>) => {
  // Each worker takes seconds to start; search.slow.test.ts has two.
  const run = await rxnas('search', ...args, '--workers', '1', '--out', out)
  expect([run.status, run.stderr]).toEqual([0, expect.any(String)])
  return { metrics: cardOf(out).metrics, stdout: run.stdout }
}

describe('a CSV of classes: the Palmer penguins', () => {
  const file = join(data, 'penguins.csv')
  let penguins: Awaited<ReturnType<typeof searched>>
  beforeAll(async () => {
    penguins = await searched(
      'penguins',
      ...['--data', file, '--target', 'species', '--episodes', '4'],
      ...['--budget', '4000 examples', '--final-budget', '8000 examples'],
    )
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    const unlabelled = lines.map((line) => line.split(',').slice(1).join(','))
    writeFileSync(join(folder, 'new.csv'), unlabelled.join('\n'))
  })

  it('is searched, and the best network beats the most frequent class', async () => {
    const { metrics, stdout } = penguins
    expect(metrics['testAccuracy']).toBeGreaterThan(0.85)
    expect(metrics['testAccuracy']).toBeGreaterThan(metrics['constantAccuracy']!)
    expect(stdout).toMatch(/^estimated: [\d.]+ s for a small child, /m)
    expect(stdout).toContain('space: mlp')
    expect(lastLine(stdout)).toBe(
      `test accuracy: ${metrics['testAccuracy']!.toFixed(4)} (52 examples)`,
    )
    // What is printed of the baselines is what the card has.
    expect(stdout).toContain(`most frequent class ${metrics['constantAccuracy']!.toFixed(4)}`)
    expect(stdout).toContain(`linear model ${metrics['linearAccuracy']!.toFixed(4)}`)
    // It was saved beside the network, and predicts as any.
    const linear = await rxnas('predict', join('penguins', 'model', 'linear'), '--data', file)
    expect([linear.status, linear.stdout.split('\n').length]).toEqual([0, 346])
  })

  it('has a card that tells data, search, metrics, seed and versions', () => {
    const card = cardOf('penguins')
    expect(card).toMatchObject({
      data: { source: file, train: 240, validation: 52, test: 52 },
      search: { policy: { name: 'actor-critic' }, episodes: 4, seed: 1 },
      family: { name: 'mlp' },
    })
    expect(Object.keys(card.versions)).toEqual([
      ...['rxnas', 'tfjs', 'libtensorflow', 'node', 'platform'],
    ])
    const page = readFileSync(join(folder, 'penguins/model/README.md'), 'utf8')
    for (const told of [card.data.sha256, 'testAccuracy', 'actor-critic', card.versions['rxnas']!])
      expect(page).toContain(told)
  })

  it('has each child’s latency measured where the reward reads it, and only there', async () => {
    const { status } = await rxnas(
      ...['search', '--data', file, '--target', 'species', '--episodes', '2', '--out', 'quick'],
      ...['--budget', '400 examples', '--no-final', '--no-estimate', '--workers', '1'],
      ...['--reward', 'accuracy * (latency / 2) ^ -0.07'],
    )
    expect(status).toBe(0)
    const metricsIn = (run: string) =>
      readFileSync(join(folder, run, 'journal.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => line.includes('"_tag":"Trained"'))
        .flatMap((line) => [...line.matchAll(/"(?:accuracy|latency)":[\d.]+/g)].map(String))
    expect(metricsIn('quick').filter((told) => told.includes('latency'))).toHaveLength(2)
    expect(metricsIn('penguins').filter((told) => told.includes('latency'))).toEqual([])
  })

  it('predicts new rows, without labels too, as it predicted them in the test', async () => {
    const labelled = await rxnas('predict', 'penguins', '--data', file)
    const plain = await rxnas(
      'predict',
      'penguins',
      '--data',
      'new.csv',
      '--out',
      'predictions.csv',
    )
    expect([labelled.status, plain.status]).toEqual([0, 0])
    expect(labelled.stderr).toMatch(/accuracy: 0\.\d{4} \(of 344 examples/)
    expect(readFileSync(join(folder, 'predictions.csv'), 'utf8')).toBe(labelled.stdout)
    const [header, first] = labelled.stdout.split('\n')
    expect(header).toBe('example,prediction,p(Adelie),p(Chinstrap),p(Gentoo)')
    expect(first).toMatch(/^line 2,Adelie,/)
    const [, , ...probabilities] = first!.split(',').map(Number)
    expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5)
  })

  it('is exported as TypeScript that builds the same network, and as JSON that trains again', async () => {
    expect((await rxnas('export', 'penguins', '--format', 'typescript')).stdout).toContain(
      'network.ts',
    )
    expect(readFileSync(join(folder, 'network.ts'), 'utf8')).toContain('tf.layers.dense(')
    expect((await rxnas('export', 'penguins', '--format', 'json')).status).toBe(0)
    expect((await rxnas('export', 'penguins', '--to', 'elsewhere')).status).toBe(0)
    expect(existsSync(join(folder, 'elsewhere/model.json'))).toBe(true)
    const again = await rxnas('export', 'penguins', '--to', 'elsewhere')
    expect([again.status, again.stderr]).toEqual([
      1,
      'elsewhere exists already. Give another path by --to, or write over it by --force.\n',
    ])
    const args = ['--data', file, '--final-budget', '4000 examples', '--split-seed', '5']
    const trained = await rxnas('train', 'network.json', ...args, '--out', 'again')
    expect(trained.status).toBe(0)
    expect(cardOf('again').architecture).toEqual(cardOf('penguins').architecture)
    expect((await rxnas('predict', 'again', '--data', 'new.csv')).status).toBe(0)
    const bare = await rxnas('predict', 'network.json', '--data', 'new.csv')
    expect(bare.stderr).toContain('holds no trained weights')
    expect(bare.status).toBe(1)
  })

  it('is asked for its target where none is named, with status 1 and the columns', async () => {
    const { status, stderr } = await rxnas('search', '--data', file)
    expect(status).toBe(1)
    expect(stderr).toContain('species, island')
    expect(stderr).toContain('--target')
    expect(stderr).not.toContain('    at ')
  })

  it('is inspected', async () => {
    const { stdout } = await rxnas('data', 'inspect', file, '--target', 'species')
    expect(stdout).toContain('344 rows, 8 columns')
    expect(stdout).toContain('Adelie 152, Chinstrap 68, Gentoo 124')
  })
})

describe('a CSV of numbers: births a day', () => {
  it('is searched, and the best network beats linear regression', async () => {
    const { metrics, stdout } = await searched(
      'births',
      ...['--data', join(data, 'births.csv'), '--target', 'births', '--episodes', '4'],
      ...['--no-estimate', '--budget', '8000 examples', '--final-budget', '30000 examples'],
    )
    expect(metrics['testR2']).toBeGreaterThan(metrics['linearR2']!)
    expect(metrics['testRmse']).toBeLessThan(metrics['linearRmse']!)
    expect(lastLine(stdout)).toMatch(/^test r2: 0\.\d{4}, rmse [\d.]+ \(548 examples\)$/)
    const { stdout: csv } = await rxnas('predict', 'births', '--data', join(data, 'births.csv'))
    const [, first] = csv.split('\n')
    expect(Number(first!.split(',')[1])).toBeGreaterThan(4000)
  })

  it('refuses a reward for classes', async () => {
    const { status, stderr } = await rxnas(
      ...['search', '--data', join(data, 'births.csv'), '--target', 'births'],
      ...['--reward', 'accuracy'],
    )
    expect([status, stderr]).toEqual([
      1,
      'The reward accuracy needs classes, but a number is predicted. Use --reward r2, or predict classes by --task classification.\n',
    ])
  })
})

describe('a folder of images a class: digits of MNIST as PNG and JPEG', () => {
  it('is searched by cnn2d, and the best network beats logistic regression', async () => {
    const from = await mnistFolder()
    const mnist = E.isRight(from) ? await loadMnist(from.right) : from
    if (E.isLeft(mnist)) throw new Error(mnist.left.message)
    const { values, labels } = mnist.right.test
    for (let i = 0; i < 1200; i++) {
      const place = join(folder, 'digits', String(labels[i]))
      mkdirSync(place, { recursive: true })
      const image = sharp(values.subarray(i * 784, (i + 1) * 784), {
        raw: { width: 28, height: 28, channels: 1 },
      }).toColourspace('b-w')
      await (i % 2 === 0
        ? image.png().toFile(join(place, `${i}.png`))
        : image.jpeg({ quality: 95 }).toFile(join(place, `${i}.jpg`)))
    }
    const { metrics, stdout } = await searched(
      'images',
      ...['--data', 'digits', '--image-size', '14', '--episodes', '2', '--batch', '2'],
      '--no-estimate',
      ...['--seed', '2', '--budget', '1000 images', '--final-budget', '15000 images'],
    )
    expect(stdout).toContain('1200 images in 10 folders, read as 14 x 14, grey')
    expect(stdout).toContain('space: cnn2d')
    expect(metrics['testAccuracy']).toBeGreaterThan(metrics['linearAccuracy']!)
    const { stdout: csv } = await rxnas('predict', 'images', '--data', 'digits/7')
    const right = csv.split('\n').filter((line) => line.split(',')[1] === '7')
    expect(right.length).toBeGreaterThan(0.8 * (csv.split('\n').length - 2))
  })
})

const fashion = fashionFolder()
describe('Fashion-MNIST', () => {
  it.skipIf(E.isLeft(fashion))(
    `is searched, and the best network beats logistic regression${E.isLeft(fashion) ? `: skipped, ${fashion.left.message}` : ''}`,
    async () => {
      const { stdout: inspected } = await rxnas('data', 'inspect', 'fashion-mnist')
      expect(inspected).toContain('Ankle boot 7000')
      await writeSmaller(E.isRight(fashion) ? fashion.right : '', join(folder, 'fashion'), 5100)
      const { metrics } = await searched(
        'boots',
        ...['--data', 'fashion', '--space', 'mlp', '--no-estimate', '--episodes', '2'],
        ...['--batch', '2', '--budget', '2000 images', '--final-budget', '30000 images'],
      )
      expect(metrics['testAccuracy']).toBeGreaterThan(metrics['linearAccuracy']!)
    },
  )
})

describe('a configuration', () => {
  it('in TypeScript with a builder of its own is searched, trained, and found again by predict', async () => {
    writeFileSync(
      join(folder, 'rxnas.config.ts'),
      `import { choice, struct } from 'rxnas'
       import { defineSearch } from 'rxnas/node'
       import { fromBuilder } from 'rxnas/tfjs'
       const space = struct({ units: choice(8, 16), rate: choice(0.003, 0.01) })
       export default defineSearch({
         data: ${JSON.stringify(join(data, 'penguins.csv'))},
         target: 'species',
         space: fromBuilder(
           space,
           ({ units }, tf, task) =>
             tf.sequential({
               layers: [
                 tf.layers.dense({ units, activation: 'relu', inputShape: [...task.input] }),
                 tf.layers.dense({ units: 3, activation: 'softmax' }),
               ],
             }),
           { training: ({ rate }) => ({ learningRate: rate, batchSize: 32 }) },
         ),
         episodes: 3,
         batch: 3,
         budget: '3000 examples',
         finalBudget: '6000 examples',
       })`,
    )
    const { metrics, stdout } = await searched('custom')
    expect(stdout).toContain('space: custom, 4 architectures')
    expect(metrics['testAccuracy']).toBeGreaterThan(metrics['constantAccuracy']!)
    expect((await rxnas('predict', 'custom', '--data', join(data, 'penguins.csv'))).status).toBe(0)
    const again = await rxnas(
      'train',
      'custom',
      '--final-budget',
      '1000 examples',
      '--out',
      'custom2',
    )
    expect([again.stderr, again.status]).toEqual(['', 0])
    rmSync(join(folder, 'rxnas.config.ts'))
  })

  it('is written by init and runs; a second is not written over it', async () => {
    const args = ['--yes', '--data', join(data, 'penguins.csv'), '--target', 'species']
    expect((await rxnas('init', ...args, '--format', 'json')).status).toBe(0)
    expect((await rxnas('init', ...args)).stderr).toContain('rxnas.config.json exists already')
    const { stdout, status } = await rxnas('search', '--dry-run')
    expect(status).toBe(0)
    expect(stdout).toContain('configured by')
    expect(stdout).toMatch(/^estimated: /m)
    expect(existsSync(join(folder, 'runs'))).toBe(false)
    rmSync(join(folder, 'rxnas.config.json'))
  })

  it('is asked for in a terminal', async () => {
    // `script` gives the questions a terminal; each is answered by the return key as it comes.
    const main = resolve(import.meta.dirname, '../../dist/src/cli/main.js')
    const command = `stty cols 200 && ${process.execPath} ${main} init --data ${join(data, 'penguins.csv')} --target species`
    const terminal = spawn('script', ['-qec', command, '/dev/null'], { cwd: folder })
    const questions = ['Which networks?', 'How many networks may be tried?', 'Which kind of file?']
    let shown = ''
    terminal.stdout.on('data', (chunk: Buffer) => {
      shown += chunk.toString()
      const [next] = questions
      if (next === undefined || !shown.includes(next)) return
      questions.shift()
      terminal.stdin.write('\r')
    })
    const [status] = (await once(terminal, 'close')) as [number]
    expect([status, questions]).toEqual([0, []])
    const written = readFileSync(join(folder, 'rxnas.config.ts'), 'utf8')
    expect(written).toContain("target: 'species'")
    expect(written).toContain('episodes: 16')
    rmSync(join(folder, 'rxnas.config.ts'))
  })

  it('asks nothing where there is no terminal', async () => {
    const { status, stderr } = await rxnas('init')
    expect([status, stderr.includes('--yes')]).toEqual([2, true])
  })
})
