import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { decisionSlots, decodeArchitecture, decisionsOf } from '../../src/core.ts'
import { type Tabular } from '../../src/node/nas-bench/index.ts'
import { flag } from '../flags.ts'

const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')

/** The Python that has Optuna, where bench/optuna-venv.sh has made its environment. */
export const python: string = join(
  flag('--venv') ?? join(cache, 'rxnas', 'bench-optuna'),
  'bin',
  'python',
)

/** Why Optuna does not take part; nothing where it does. */
export const withoutOptuna: string | undefined = existsSync(python)
  ? undefined
  : `Optuna: skipped, ${python} is not there. Run bench/optuna-venv.sh to make it.`

const Version = t.type({ version: t.string })
const Curve = t.array(t.number)

/** A table as optuna-tpe.py reads it. */
const plain = ({ space, entries }: Tabular): string => {
  const rows: Record<string, readonly [number, number]> = {}
  for (const [key, { runs, reported }] of entries) {
    const architecture = decodeArchitecture(space)(JSON.parse(key))
    const [measured] = runs
    if (E.isLeft(architecture) || measured === undefined) continue
    const options = decisionsOf(space)(architecture.right).map(({ option }) => option)
    rows[options.join()] = [measured, 100 * reported]
  }
  return JSON.stringify({ of: decisionSlots(space).map(({ of }) => of), rows })
}

/** The curves of Optuna's default TPE, one a seed, and its version. */
export const optunaCurves = (
  table: Tabular,
  episodes: number,
  seeds: ReadonlyArray<number>,
): readonly [version: string, curves: ReadonlyArray<ReadonlyArray<number>>] => {
  const ended = spawnSync(
    python,
    [join(import.meta.dirname, 'optuna-tpe.py'), String(episodes), ...seeds.map(String)],
    { input: plain(table), encoding: 'utf8', maxBuffer: 1e9 },
  )
  const [first = 'null', ...lines] = ended.stdout.trim().split('\n')
  const version = Version.decode(ended.status === 0 ? JSON.parse(first) : null)
  if (E.isLeft(version)) throw new Error(`Optuna did not end well: ${ended.stderr}`)
  return [
    version.right.version,
    lines.map((line) => {
      const curve = Curve.decode(JSON.parse(line))
      if (E.isLeft(curve)) throw new Error(`Optuna printed what is no curve: ${line}`)
      return curve.right
    }),
  ]
}
