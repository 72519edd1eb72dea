/**
 * Milliseconds per training step of the article's manual child (5x32 pool 2, 5x64 pool 2), batch
 * 100, on the native engine. `npm run bench:step -- --json FILE`
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import { ensureEngine } from '../src/node/index.ts'
import { milliseconds, report, type Row } from './table.ts'

const engine = await ensureEngine()
if (E.isLeft(engine)) throw new Error(engine.left.message)

const child = fileURLToPath(new URL('./step-child.ts', import.meta.url))

const measure = (poolStride: 'one' | 'size', threads: number, oneDnn: 'on' | 'off'): Row => {
  const said = execFileSync(
    process.execPath,
    ['--import', 'tsx', child, poolStride, String(threads), oneDnn],
    { encoding: 'utf8' },
  )
  const { median, p90 } = JSON.parse(said) as { readonly median: number; readonly p90: number }
  return {
    'pool stride': poolStride,
    threads,
    oneDNN: oneDnn,
    'step ms': milliseconds(median),
    p90: milliseconds(p90),
    'images a second': Math.round(100_000 / median),
  }
}

report(
  (['one', 'size'] as const).flatMap((stride) =>
    [1, 2].flatMap((threads) =>
      (['off', 'on'] as const).map((oneDnn) => measure(stride, threads, oneDnn)),
    ),
  ),
)
