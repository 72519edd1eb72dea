import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Everything by which code can come to run that is no import of a literal name. */
const loaders =
  /\bimport\((?!['"])|createJiti|createRequire\(|\bspawn\(|\bspawnSync\(|(?<![\w.])exec(?:File)?(?:Sync)?\(|(?<!\w)fork\(|new Function\b|(?<![\w.])eval\(|runInThisContext|new Worker\(/

/** Where code is loaded or a process started, and who says which. Add a place only with its reason. */
const places: ReadonlyMap<string, string> = new Map([
  [
    'src/node/config/loadConfig.ts',
    'the file of --config, or the configuration of the working folder',
  ],
  [
    'src/node/workers/workerMain.ts',
    'the module that the parent process names: one of ours, or of a program',
  ],
  [
    'src/node/process/startProcess.ts',
    'our own workers, tools of the engine, the command of a program',
  ],
  ['src/node/engine/loadEngine.ts', 'tfjs-node of the working folder, or of the cache'],
  ['src/node/engine/locateEngine.ts', 'only resolved: tfjs-node of the working folder'],
  ['src/node/engine/otherCopies.ts', 'only resolved: copies of tfjs'],
  ['src/node/engine/summaryWriter.ts', 'tfjs-node of the working folder, or of the cache'],
  ['src/node/data/idx/mnistFolder.ts', 'only resolved: a package of data'],
])

/** Who may load a configuration, which is code. */
const configurations: ReadonlyMap<string, string> = new Map([
  ['src/cli/search/runSearch.ts', '--config of search, or the working folder'],
  ['src/node/session/resumeSearch.ts', '--config of resume, or the working folder'],
  [
    'src/node/worker-modules/findFamily.ts',
    '--config of train, or the working folder; workers: what their parent found',
  ],
])

const sources = ['src', 'streams']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts'))
const filesWith = (pattern: RegExp): ReadonlyArray<string> =>
  sources
    .filter((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .some((line) => pattern.test(line) && !/^\s*(\*|\/\/|import\b)/.test(line)),
    )
    .sort()

describe('code runs only from where a person names it', () => {
  it('so every place that loads code or starts a process is known, with the reason', () => {
    expect(filesWith(loaders)).toEqual([...places.keys()].sort())
  })

  it('and a configuration is loaded only as one that the person named', () => {
    expect(filesWith(/(?<!const )\bloadConfig\(/)).toEqual([...configurations.keys()].sort())
  })

  it.each([...configurations.keys()])('%s hands on no path of a file that was read', (file) => {
    const text = readFileSync(file, 'utf8')
    const handed = [...text.matchAll(/loadConfig\(([^)]*)\)/g)].map(([, path]) => path)
    for (const path of handed) expect(['named', 'config', 'flags.config']).toContain(path)
  })
})
