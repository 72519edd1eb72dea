import * as E from 'fp-ts/lib/Either.js'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { firstOnPath } from '../process/firstOnPath.ts'
import { lastLines } from '../process/lastText.ts'
import { runTool } from '../process/runTool.ts'
import { type EngineError, fileError, interrupted, noCompiler, toolError } from './EngineError.ts'
import { addonOf } from './EnginePaths.ts'

/** The C++ compiler: the one that CXX names, arguments and all, or the first that is there. */
export const findCompiler = (): string | undefined => {
  const told = process.env['CXX']?.trim()
  return told !== undefined && told !== '' ? told : firstOnPath(['g++', 'c++', 'clang++'])
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

/** Compiles tfjs-node's addon against the libtensorflow in its `deps` folder. */
export const compileAddon = async (
  tfjsNode: string,
  nodeApiHeaders: string,
  signal?: AbortSignal,
): Promise<E.Either<EngineError, void>> => {
  const compiler = findCompiler()
  if (compiler === undefined) return E.left(noCompiler)
  const addon = addonOf(tfjsNode)
  try {
    await mkdir(dirname(addon), { recursive: true })
  } catch (error) {
    return E.left(fileError(tfjsNode, error))
  }
  const [command = compiler, ...given] = compiler.split(/\s+/)
  const ran = await runTool(
    command,
    [...given, ...compilerArguments(process.platform, nodeApiHeaders, addon)],
    { cwd: tfjsNode, signal },
  )
  if (ran.ended === 'aborted') return E.left(interrupted)
  if (ran.ended === 'not-found') return E.left(noCompiler)
  return ran.status === 0
    ? E.right(undefined)
    : E.left(
        toolError(
          'CompileFailed',
          tfjsNode,
          `The native engine could not be set up: ${compiler} could not compile tfjs-node's addon. Try another compiler by the environment variable CXX. It said`,
          lastLines(ran.output),
        ),
      )
}
