import { basename } from 'node:path'
import { type MachineKind } from '../../episode/journal/index.ts'
import { tfjsVersion } from '../../tfjs/tfjsVersion.ts'
import { enginePaths, locateEngines } from '../engine/index.ts'
import { readSystemFile } from '../files/index.ts'

/** Vector instructions, the widest first: sums of floating-point numbers are taken in their order. */
const widths = ['avx512f', 'avx2', 'avx', 'sse4_2', 'sve', 'asimd', 'neon'] as const

/** The widest of the vector instructions that a text as /proc/cpuinfo names. */
export const widestOf = (cpuinfo: string): string => {
  const flags = new Set(
    /^(?:flags|Features)\s*:(.*)$/m.exec(cpuinfo)?.[1]?.trim().split(/\s+/) ?? [],
  )
  return widths.find((name) => flags.has(name)) ?? 'unknown instructions'
}

/** What trains here. The name of an engine of the cache tells its tfjs-node and its libtensorflow, which are pinned. */
const engineName = (): string => {
  const paths = enginePaths()
  const [first] = locateEngines(paths)
  switch (first?.from) {
    case undefined:
      return `tfjs ${tfjsVersion}`
    case 'project':
      return `tfjs-node ${tfjsVersion} of the project`
    case 'cache':
      return basename(paths.home)
  }
}

/** The kind of this machine, as journals name it. */
export const machineKind = (): MachineKind => ({
  processor: process.arch,
  instructions: widestOf(readSystemFile('/proc/cpuinfo')),
  engine: engineName(),
})
