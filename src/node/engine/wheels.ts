/** A wheel that carries libtensorflow for a platform. */
export interface Wheel {
  readonly requirement: string
  readonly platform: string
  readonly bytes: number
  readonly sha256: string
  /** The two libraries inside the wheel. */
  readonly library: string
  readonly framework: string
}

const tensorflow = '2.16.1'

const linux = {
  library: 'libtensorflow_cc.so.2',
  framework: 'libtensorflow_framework.so.2',
} as const

const mac = {
  library: 'libtensorflow_cc.2.dylib',
  framework: 'libtensorflow_framework.2.dylib',
} as const

/**
 * The wheels that libtensorflow is taken from, by `process.platform` and `process.arch`. Any Python
 * can fetch them: they are asked for by platform, and only their C++ libraries are used.
 */
export const wheels: Readonly<Record<string, Wheel>> = {
  'linux-x64': {
    requirement: `tensorflow-cpu==${tensorflow}`,
    platform: 'manylinux2014_x86_64',
    bytes: 214_170_280,
    sha256: 'aea6520308b1f15511e69bd40b52ba9478143e6e1e8e49d57cd36410321b7b6f',
    ...linux,
  },
  'linux-arm64': {
    requirement: `tensorflow==${tensorflow}`,
    platform: 'manylinux2014_aarch64',
    bytes: 218_991_463,
    sha256: 'c612cdd436bb55b8dae1ecdd1d253496c95b006870b7165b8480c6606b8622aa',
    ...linux,
  },
  'darwin-arm64': {
    requirement: `tensorflow==${tensorflow}`,
    platform: 'macosx_12_0_arm64',
    bytes: 227_126_718,
    sha256: 'bbf06d879070dfce2617c7d2bb19696bb1b2bcbb3b4ae009520e7166dd75dfc2',
    ...mac,
  },
  'darwin-x64': {
    requirement: `tensorflow==${tensorflow}`,
    platform: 'macosx_10_15_x86_64',
    bytes: 259_727_458,
    sha256: '09cac3c6a8fbf85a9b95491b58086154dd00a09956ed31823bb45c6605f0e881',
    ...mac,
  },
}
