import * as E from 'fp-ts/lib/Either.js'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { bytesBelow } from '../process/bytesBelow.ts'
import { firstOnPath } from '../process/firstOnPath.ts'
import { lastLines } from '../process/lastText.ts'
import { runTool } from '../process/runTool.ts'
import {
  engineError,
  type EngineError,
  fileError,
  interrupted,
  noPip,
  toolError,
} from './EngineError.ts'
import { type EngineProgress } from './EngineProgress.ts'
import { type Wheel } from './wheels.ts'

/** The ways to call pip, best first. */
const pips: ReadonlyArray<readonly [string, ...ReadonlyArray<string>]> = [
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['pip3'],
  ['pip'],
  ['uv', 'tool', 'run', 'pip'],
]

const findPip = async (): Promise<readonly [string, ...ReadonlyArray<string>] | undefined> => {
  for (const pip of pips) {
    const [command, ...before] = pip
    if (firstOnPath([command]) === undefined) continue
    const asked = await runTool(command, [...before, '--version'])
    if (asked.ended === 'exited' && asked.status === 0) return pip
  }
  return undefined
}

const sha256 = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** Fetches a wheel by pip or uv, by its name and for its platform, and checks its hash. */
export const downloadWheel = async (
  wheel: Wheel,
  folder: string,
  report: (progress: EngineProgress) => void,
  signal?: AbortSignal,
): Promise<E.Either<EngineError, string>> => {
  const pip = await findPip()
  if (pip === undefined) return E.left(noPip)
  const [command, ...before] = pip
  const target = join(folder, 'wheel')
  const scratch = join(folder, 'pip-tmp')
  try {
    await mkdir(target, { recursive: true })
    await mkdir(scratch, { recursive: true })
  } catch (error) {
    return E.left(fileError(folder, error))
  }
  report({
    _tag: 'Step',
    text: `fetching libtensorflow (${wheel.requirement}) by pip`,
    bytes: wheel.bytes,
  })
  let done = 0
  let grown = false
  const watch = setInterval(() => {
    const now = Math.min(bytesBelow(folder), wheel.bytes)
    if (now > done) {
      done = now
      grown = true
      report({ _tag: 'Bytes', done, total: wheel.bytes })
    }
  }, 1000)
  const ran = await runTool(
    command,
    [
      ...before,
      'download',
      '--no-deps',
      '--only-binary=:all:',
      ...['--python-version', '3.12', '--implementation', 'cp', '--abi', 'cp312'],
      ...['--platform', wheel.platform],
      '--disable-pip-version-check',
      ...['--dest', target],
      wheel.requirement,
    ],
    {
      environment: { ...process.env, TMPDIR: scratch, PIP_PROGRESS_BAR: 'off' },
      signal,
      stallSeconds: 300,
      showsLife: () => {
        const alive = grown
        grown = false
        return alive
      },
    },
  )
  clearInterval(watch)
  if (ran.ended === 'aborted') return E.left(interrupted)
  if (ran.ended === 'stalled' || ran.status !== 0)
    return E.left(
      toolError(
        'DownloadFailed',
        folder,
        `The native engine could not be set up: ${command} could not fetch ${wheel.requirement} for ${wheel.platform}. Check the network and pip’s index setting, then try again. It said`,
        ran.ended === 'stalled' ? 'nothing for five minutes' : lastLines(ran.output),
      ),
    )
  try {
    await rm(scratch, { recursive: true, force: true })
    const [name] = (await readdir(target)).filter((file) => file.endsWith('.whl'))
    if (name === undefined)
      return E.left(
        engineError(
          'DownloadFailed',
          `The native engine could not be set up: pip ended well, but left no wheel of ${wheel.requirement}. Try again; if that repeats, look at pip’s settings.`,
        ),
      )
    const file = join(target, name)
    report({ _tag: 'Step', text: 'checking what was fetched' })
    const found = await sha256(file)
    if (found !== wheel.sha256) {
      await rm(file, { force: true })
      return E.left(
        engineError(
          'HashMismatch',
          `The native engine could not be set up: ${name} is not the file that it should be (SHA-256 ${found} instead of ${wheel.sha256}). It was deleted. The index that pip uses, or a cache between, serves another file; look at pip’s settings and try again.`,
        ),
      )
    }
    return E.right(file)
  } catch (error) {
    return E.left(fileError(folder, error))
  }
}
