/**
 * Images a second in the training of eight children of the article's space (pool stride 1, batch 100,
 * Adam), in rxnas, PyTorch (eager and compiled) and Python TensorFlow (tf.function), two threads
 * each by default. All in one run: each is a process that is told to train some steps, one after the other,
 * round after round, the others paused; medians. Peers run where `bench/children-venv.sh` has made
 * their environments.
 * On a machine that others use too, `--threads 1` and the processor's time say more than the clock.
 * `npm run bench:children -- --rounds N --threads N --skip compiled --venv FOLDER --json FILE`
 */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { engineEnvironment } from '../src/node/index.ts'
import { children, leastOf, nameOf } from './children/list.ts'
import { type Peer, startPeer, type Took } from './children/Peer.ts'
import { flag } from './flags.ts'
import { report, type Row, spread } from './table.ts'

const threads = Number(flag('--threads') ?? 2)
const skipped = flag('--skip')
const batch = 100
const rounds = Number(flag('--rounds') ?? 5)
const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
const folder = flag('--venv') ?? join(cache, 'rxnas', 'bench-children')
const list = JSON.stringify(children)
const environment = engineEnvironment({ threads })
const beside = (file: string): string => join(import.meta.dirname, 'children', file)

const python = (venv: string): string => join(folder, venv, 'bin', 'python')
const contenders = [
  ['rxnas', process.execPath, ['--import', 'tsx', beside('rxnasPeer.ts'), list, String(threads)]],
  ...(['eager', 'compiled'] as const).map(
    (how) =>
      [
        `PyTorch ${how}`,
        python('pytorch'),
        [beside('peer_pytorch.py'), how, list, String(threads)],
      ] as const,
  ),
  [
    'TF tf.function',
    python('tensorflow'),
    [beside('peer_tensorflow.py'), list, String(threads)],
  ] as const,
] as const

const peers: Array<Peer> = []
for (const [name, command, args] of contenders) {
  if (skipped !== undefined && name.includes(skipped)) continue
  if (!existsSync(command)) {
    console.log(`${name}: skipped, ${command} is not there. Run bench/children-venv.sh to make it.`)
    continue
  }
  // glibc's settings are rxnas's own; its peers run as they come, but for oneDNN.
  const peer = await startPeer(
    name,
    command,
    args,
    name === 'rxnas' ? environment : { TF_ENABLE_ONEDNN_OPTS: '1' },
  )
  if (peer === undefined) console.log(`${name}: skipped, it does not start.`)
  else {
    peers.push(peer)
    console.log(`${name} ${peer.version}`)
  }
}
const [ours] = peers
if (ours?.name !== 'rxnas') throw new Error('rxnas itself does not start')

/** Steps that take about a second, by the first time of rxnas. */
const stepsFor = (seconds: number): number => Math.max(1, Math.min(20, Math.round(1 / seconds)))

const limits = {
  product: await ours.train(-1, 1),
  bandwidth: await ours.train(-2, 1),
}
const tookOf = (measured: E.Either<string, Took>): Took =>
  E.isRight(measured) ? measured.right : { seconds: NaN, processor: NaN }
// 20 products of matrices of side 1,024, and 20 sums of vectors of 10 million numbers, were timed.
const flopsASecond = (20 * 2 * 1024 ** 3) / tookOf(limits.product).seconds
const bytesASecond = (20 * 3 * 4 * 1e7) / tookOf(limits.bandwidth).seconds
console.log(
  `This machine: ${(flopsASecond / 1e9).toFixed(0)} GFLOP/s in matrix products, ${(bytesASecond / 1e9).toFixed(1)} GB/s`,
)

const failed = new Set<string>()
const rows: Array<Row> = []
const ratios = new Map<string, Array<number>>()
for (const [index, layers] of children.entries()) {
  const times = new Map(peers.map(({ name }) => [name, [] as Array<Took>]))
  let steps = 1
  for (const peer of peers) {
    // The first steps compile, and fill caches.
    const warm = await peer.train(index, peer === ours ? 3 : 1)
    if (peer === ours) steps = stepsFor(tookOf(warm).seconds / 3)
    else if (E.isLeft(warm)) {
      times.delete(peer.name)
      if (!failed.has(peer.name)) console.log(`${peer.name}: left out, ${warm.left}`)
      failed.add(peer.name)
    }
  }
  // The round before the first is not counted: by then each has compiled what it runs.
  for (let round = -1; round < rounds; round++)
    for (const peer of peers) {
      const all = times.get(peer.name)
      if (all === undefined) continue
      const took = tookOf(await peer.train(index, steps))
      if (round >= 0) all.push(took)
    }
  const median = (name: string, of: keyof Took): number | undefined => {
    const all = times.get(name)
    return all === undefined ? undefined : spread(all.map((took) => took[of] / steps)).median
  }
  const own = median('rxnas', 'seconds') ?? NaN
  const { flops, bytes } = leastOf(layers)
  const least = Math.max(flops / flopsASecond, bytes / bytesASecond)
  const row: Record<string, string | number> = { child: nameOf(layers) }
  for (const { name } of peers) {
    const time = median(name, 'seconds')
    row[name] = time === undefined ? '-' : Math.round(batch / time)
    row[`${name}, processor ms`] = Math.round((median(name, 'processor') ?? NaN) * 1000)
    if (name === 'rxnas' || time === undefined) continue
    for (const [what, of] of [
      [name, 'seconds'],
      [`${name}, by processor time`, 'processor'],
    ] as const) {
      const ratio = (median(name, of) ?? NaN) / (median('rxnas', of) ?? NaN)
      ratios.set(what, [...(ratios.get(what) ?? []), ratio])
    }
  }
  row['step ms'] = Math.round(own * 1000)
  row['least ms'] = Math.round(least * 1000)
  rows.push(row)
  console.log(JSON.stringify(row))
}
for (const peer of peers) peer.end()
report(rows)
for (const [name, all] of ratios) {
  const mean = Math.exp(all.reduce((sum, ratio) => sum + Math.log(ratio), 0) / all.length)
  console.log(
    `rxnas over ${name}: geometric mean ${mean.toFixed(2)}, from ${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)}`,
  )
}
