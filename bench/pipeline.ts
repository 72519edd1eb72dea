/**
 * Episodes a second through the whole pipeline with a stub trainer, and peak memory, beside Optuna 5
 * with a random sampler in memory, one after the other in the same run. Eight decisions of eight.
 * Optuna is run where `bench/optuna-venv.sh` has made its environment.
 * `npm run bench:pipeline -- --json FILE --venv FOLDER`
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import * as t from 'io-ts'
import * as E from 'fp-ts/lib/Either.js'
import { flag } from './flags.ts'
import { report, type Row } from './table.ts'

const Run = t.intersection([
  t.type({ episodes: t.number, seconds: t.number, peakMegabytes: t.number }),
  t.partial({ version: t.string }),
])

const small = 10_000
const larger = [100_000, 1_000_000]
const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
const python = join(flag('--venv') ?? join(cache, 'rxnas', 'bench-optuna'), 'bin', 'python')
const beside = import.meta.dirname

const run = (
  name: string,
  command: string,
  args: ReadonlyArray<string>,
): Row & { readonly 'episodes a second': number } => {
  const ended = spawnSync(command, args, { encoding: 'utf8', cwd: join(beside, '..') })
  const said = Run.decode(JSON.parse(ended.stdout === '' ? 'null' : ended.stdout))
  if (E.isLeft(said)) throw new Error(`${name} did not end well: ${ended.stderr}`)
  const { episodes, seconds, peakMegabytes, version } = said.right
  return {
    search: version === undefined ? name : `${name} ${version}`,
    episodes,
    'episodes a second': Math.round(episodes / seconds),
    'peak memory MB': Math.round(peakMegabytes),
  }
}
const rxnas = (episodes: number) =>
  run('rxnas', process.execPath, [
    '--import',
    'tsx',
    join(beside, 'pipeline-run.ts'),
    String(episodes),
  ])

const rows = [rxnas(small)]
if (existsSync(python)) {
  const optuna = run('Optuna', python, [join(beside, 'optuna-run.py'), String(small)])
  rows.push(optuna)
  const [{ 'episodes a second': ours } = optuna] = rows
  console.log(
    `rxnas: ${(ours / optuna['episodes a second']).toFixed(1)} times Optuna's episodes a second`,
  )
} else console.log(`Optuna: skipped, ${python} is not there. Run bench/optuna-venv.sh to make it.`)
rows.push(...larger.map(rxnas))
report(rows)
