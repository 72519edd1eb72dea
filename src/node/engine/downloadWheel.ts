import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../files/index.ts'
import { bytesBelow } from '../process/bytesBelow.ts'
import { lastLines } from '../process/lastText.ts'
import { runTool, type ToolResult } from '../process/runTool.ts'
import { checkWheel } from './checkWheel.ts'
import { type EngineError, interrupted, noPip, toolError } from './EngineError.ts'
import { findPip, type Pip } from './findPip.ts'
import { inFolder, type SetUp, step } from './SetUp.ts'
import { type Wheel } from './wheels.ts'

/** Reports how many bytes have come, each second; gives what ends that, and whether more have come since it was last asked. */
const watchBytes = (
  { staging, report }: SetUp,
  { bytes: total }: Wheel,
): { readonly end: () => void; readonly hasGrown: () => boolean } => {
  let done = 0
  let grown = false
  const timer = setInterval(() => {
    const now = Math.min(bytesBelow(staging), total)
    if (now <= done) return
    done = now
    grown = true
    report({ _tag: 'Bytes', done, total })
  }, 1000)
  return {
    end: () => {
      clearInterval(timer)
    },
    hasGrown: () => {
      const since = grown
      grown = false
      return since
    },
  }
}

const argumentsFor = ({ platform, requirement }: Wheel, target: string): ReadonlyArray<string> => [
  ...['download', '--no-deps', '--only-binary=:all:'],
  ...['--python-version', '3.12', '--implementation', 'cp', '--abi', 'cp312'],
  ...['--platform', platform, '--disable-pip-version-check'],
  ...['--dest', target, requirement],
]

const runPip =
  ([command, ...before]: Pip, wheel: Wheel, setUp: SetUp, target: string, scratch: string) =>
  async (): Promise<ToolResult> => {
    const { end, hasGrown } = watchBytes(setUp, wheel)
    try {
      return await runTool(command, [...before, ...argumentsFor(wheel, target)], {
        environment: { ...process.env, TMPDIR: scratch, PIP_PROGRESS_BAR: 'off' },
        signal: setUp.signal,
        stallSeconds: 300,
        showsLife: hasGrown,
      })
    } finally {
      end()
    }
  }

const failureOf = (
  { ended, status, output }: ToolResult,
  [command]: Pip,
  { requirement, platform }: Wheel,
  folder: string,
): EngineError | undefined =>
  ended === 'aborted'
    ? interrupted
    : ended === 'exited' && status === 0
      ? undefined
      : toolError(
          'DownloadFailed',
          folder,
          `The native engine could not be set up: ${command} could not fetch ${requirement} for ${platform}. Check the network and pip’s index setting, then try again. It printed`,
          ended === 'stalled' ? 'nothing for five minutes' : lastLines(output),
        )

/** Fetches a wheel by pip or uv, by its name and for its platform, and checks its hash. */
export const downloadWheel = (wheel: Wheel, setUp: SetUp): TE.TaskEither<EngineError, string> => {
  const { staging } = setUp
  const target = join(staging, 'wheel')
  const scratch = join(staging, 'pip-tmp')
  return pipe(
    TE.fromTask<Pip | undefined, EngineError>(findPip),
    TE.flatMapNullable(
      (pip) => pip,
      () => noPip,
    ),
    TE.tap(() =>
      inFolder(staging, () => {
        makeFolder(target)
        makeFolder(scratch)
      }),
    ),
    TE.tapIO(() =>
      step(setUp, `fetching libtensorflow (${wheel.requirement}) by pip`, wheel.bytes),
    ),
    TE.flatMap((pip) =>
      pipe(
        TE.fromTask<ToolResult, EngineError>(runPip(pip, wheel, setUp, target, scratch)),
        TE.flatMap((ran) => {
          const failure = failureOf(ran, pip, wheel, staging)
          return failure === undefined ? TE.right(undefined) : TE.left(failure)
        }),
      ),
    ),
    TE.flatMap(() => inFolder(staging, () => rm(scratch, { recursive: true, force: true }))),
    TE.tapIO(() => step(setUp, 'checking what was fetched')),
    TE.flatMap(() => checkWheel(wheel, target)),
  )
}
