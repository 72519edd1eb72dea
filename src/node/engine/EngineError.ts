import { messageOf } from '../../common/index.ts'
import { errorCode } from '../process/errorCode.ts'

/** Why there is no native engine. */
export type EngineError =
  | { readonly _tag: 'NoNpm'; readonly message: string }
  | { readonly _tag: 'NoPip'; readonly message: string }
  | { readonly _tag: 'NoCompiler'; readonly message: string }
  | { readonly _tag: 'DownloadFailed'; readonly message: string }
  | { readonly _tag: 'HashMismatch'; readonly message: string }
  | { readonly _tag: 'DiskFull'; readonly message: string }
  | { readonly _tag: 'CompileFailed'; readonly message: string }
  | { readonly _tag: 'LoadFailed'; readonly message: string }
  | { readonly _tag: 'TfjsMismatch'; readonly message: string }
  | { readonly _tag: 'UnsupportedPlatform'; readonly message: string }
  | { readonly _tag: 'CacheUnwritable'; readonly message: string }
  | { readonly _tag: 'Interrupted'; readonly message: string }

/** An {@link EngineError} of a kind. */
export const engineError = (_tag: EngineError['_tag'], message: string): EngineError => ({
  _tag,
  message,
})

const byHand =
  'Or put a working @tensorflow/tfjs-node 4.22.0 into your project: rxnas takes one that is there.'

const prebuilt =
  'Or take the build of tfjs-node’s makers, which comes without a checksum, by: rxnas engine install --prebuilt'

/** npm, which brings the engine's JavaScript, is missing. */
export const noNpm: EngineError = engineError(
  'NoNpm',
  `The native engine could not be set up: npm is not on the PATH. Install Node.js with npm and try again. ${byHand}`,
)

/** Neither pip nor uv is there. */
export const noPip: EngineError = engineError(
  'NoPip',
  `The native engine could not be set up: neither pip nor uv is on the PATH, and one of them has to fetch libtensorflow. Install one (Debian: apt-get install python3-pip; macOS: brew install python) and try again. ${prebuilt}`,
)

/** No C++ compiler is there. */
export const noCompiler: EngineError = engineError(
  'NoCompiler',
  `The native engine could not be set up: no C++ compiler (g++, c++ or clang++) is on the PATH. Install one (Debian: apt-get install g++; macOS: xcode-select --install) and try again. ${prebuilt}`,
)

/** There is no wheel for this platform. */
export const unsupportedPlatform: EngineError = engineError(
  'UnsupportedPlatform',
  `The native engine could not be set up: there is no libtensorflow for ${process.platform} on ${process.arch} that rxnas knows. Put a working @tensorflow/tfjs-node 4.22.0 into your project: rxnas takes one that is there. ${prebuilt}`,
)

/** The user or the program stopped the set-up. */
export const interrupted: EngineError = engineError(
  'Interrupted',
  'The set-up of the native engine was stopped. Nothing half-made was left; start it again with: rxnas engine install',
)

/** What a failed file operation in the cache means. */
export const fileError = (folder: string, error: unknown): EngineError => {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder)
    default:
      return engineError(
        'CacheUnwritable',
        `The native engine could not be set up in ${folder}: ${messageOf(error)}. Give rxnas another folder by the environment variable RXNAS_CACHE.`,
      )
  }
}

/** The disk is full, or too full to begin. */
export const diskFull = (folder: string, free?: number): EngineError =>
  engineError(
    'DiskFull',
    `The native engine could not be set up: the disk of ${folder} is full${
      free === undefined
        ? ''
        : ` (${Math.round(free / 1e6)} MB are free, about 1,600 MB are needed)`
    }. Make room, or give rxnas a folder on another disk by the environment variable RXNAS_CACHE.`,
  )

/** What a failed tool printed, as an error: a full disk is told apart. */
export const toolError = (
  _tag: EngineError['_tag'],
  folder: string,
  what: string,
  output: string,
): EngineError =>
  /ENOSPC|No space left|EDQUOT|Disk quota/i.test(output)
    ? diskFull(folder)
    : engineError(_tag, `${what}: ${output || 'nothing'}`)
