import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { dirname } from 'node:path'
import { makeFolder } from '../files/index.ts'
import { firstOnPath } from '../process/firstOnPath.ts'
import { lastLines } from '../process/lastText.ts'
import { runTool, type ToolResult } from '../process/runTool.ts'
import { type EngineError, interrupted, noCompiler, toolError } from './EngineError.ts'
import { addonOf } from './EnginePaths.ts'
import { inFolder } from './SetUp.ts'

/** The C++ compiler: the one that CXX names, arguments and all, or the first that is there. */
export const findCompiler = (): string | undefined => {
  const named = process.env['CXX']?.trim()
  return named !== undefined && named !== '' ? named : firstOnPath(['g++', 'c++', 'clang++'])
}

/** The compiler's arguments for tfjs-node's addon, relative to its package's folder. */
export const compilerArguments = (
  platform: NodeJS.Platform,
  nodeApiHeaders: string,
  addon: string,
): ReadonlyArray<string> => [
  ...['-O2', '-fPIC', '-shared', '-std=c++17'],
  ...['-DNAPI_VERSION=8', '-DNODE_GYP_MODULE_NAME=tfjs_binding'],
  ...['-I', nodeApiHeaders, '-I', '.', '-I', 'deps/include'],
  ...['binding/tfjs_backend.cc', 'binding/tfjs_binding.cc'],
  ...['-L', 'deps/lib', '-ltensorflow', '-ltensorflow_framework'],
  ...(platform === 'darwin'
    ? // Node itself supplies the N-API symbols when the addon is loaded.
      ['-undefined', 'dynamic_lookup', '-Wl,-rpath,@loader_path/../../deps/lib']
    : ['-Wl,-rpath,$ORIGIN/../../deps/lib']),
  ...['-o', addon],
]

const failureOf = (
  { ended, status, output }: ToolResult,
  compiler: string,
  tfjsNode: string,
): EngineError | undefined => {
  switch (ended) {
    case 'aborted':
      return interrupted
    case 'not-found':
      return noCompiler
    case 'stalled':
    case 'exited':
      return status === 0
        ? undefined
        : toolError(
            'CompileFailed',
            tfjsNode,
            `The native engine could not be set up: ${compiler} could not compile tfjs-node's addon. Try another compiler by the environment variable CXX. It printed`,
            lastLines(output),
          )
  }
}

/** Compiles tfjs-node's addon against the libtensorflow in its `deps` folder. */
export const compileAddon = (
  compiler: string,
  tfjsNode: string,
  nodeApiHeaders: string,
  signal: AbortSignal | undefined,
): TE.TaskEither<EngineError, void> => {
  const addon = addonOf(tfjsNode)
  const [command = compiler, ...given] = compiler.split(/\s+/)
  const args = [...given, ...compilerArguments(process.platform, nodeApiHeaders, addon)]
  return pipe(
    inFolder(tfjsNode, () => {
      makeFolder(dirname(addon))
    }),
    TE.flatMapTask(() => () => runTool(command, args, { cwd: tfjsNode, signal })),
    TE.flatMap((ran) => {
      const failure = failureOf(ran, compiler, tfjsNode)
      return failure === undefined ? TE.right(undefined) : TE.left(failure)
    }),
  )
}
