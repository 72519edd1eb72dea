import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { type EnginePaths, enginePaths } from '../../../src/node/engine/EnginePaths.ts'
import { type Wheel } from '../../../src/node/engine/wheels.ts'

/** A folder of the test's own, removed when the test is done. */
export const temporaryFolder = (): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rxnas-engine-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A zip whose entries are stored as they are. */
export const storedZip = (files: Readonly<Record<string, Buffer>>): Buffer => {
  const parts: Array<Buffer> = []
  const directory: Array<Buffer> = []
  let offset = 0
  for (const [name, data] of Object.entries(files)) {
    const path = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(path.length, 22)
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, path, data)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, path)
    offset += 30 + path.length + data.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listing, end])
}

const crc32 = (data: Buffer): number => {
  let crc = ~0
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

/** What a shell script does in the place of a tool. */
export interface FakeTools {
  readonly npm?: string | undefined
  readonly python3?: string | undefined
  readonly 'g++'?: string | undefined
  readonly other?: string | undefined
}

const tfjsNode = 'node_modules/@tensorflow/tfjs-node'

/** npm that lays out a tfjs-node which adds as the real one does, once its addon is there. */
export const workingNpm = `
mkdir -p ${tfjsNode} node_modules/node-api-headers/include
echo '{"name":"@tensorflow/tfjs-node","version":"4.22.0","main":"index.js"}' > ${tfjsNode}/package.json
cat > ${tfjsNode}/index.js <<'JS'
require('node:fs').readFileSync(__dirname + '/lib/napi-v8/tfjs_binding.node')
exports.add = (a, b) => ({ dataSync: () => [a + b] })
exports.getBackend = () => 'tensorflow'
exports.backend = () => ({ binding: { TF_Version: '2.16.1' } })
JS`

/** A compiler that writes what -o names. */
export const workingCompiler = 'while [ "$1" != -o ]; do shift; done; echo addon > "$2"'

/** pip that brings a file in the place of the wheel. */
export const pipThatBrings = (file: string): string => `
case "$*" in *--version*) echo 'pip 24.0'; exit 0;; esac
while [ "$1" != --dest ]; do shift; done
cp '${file}' "$2"/fake-1.0-py3-none-any.whl`

/** Tools that all work, of which pip brings the wheel. */
export const whole = (wheelFile: string): FakeTools => ({
  npm: workingNpm,
  python3: pipThatBrings(wheelFile),
  'g++': workingCompiler,
})

/** What a set-up has left among the engines. */
export const left = ({ engines }: EnginePaths): ReadonlyArray<string> =>
  existsSync(engines) ? readdirSync(engines) : []

/** What {@link fakeMachine} makes. */
export type FakeMachine = ReturnType<typeof fakeMachine>

/** A cache, tools and a wheel for one test; PATH holds these tools and the shell's own. */
export const fakeMachine = (
  tools: (wheelFile: string) => FakeTools,
): { readonly paths: EnginePaths; readonly wheel: Wheel; readonly cache: string } => {
  const folder = temporaryFolder()
  const wheelFile = join(folder, 'fake.whl')
  const content = storedZip({
    'tensorflow/libtensorflow_cc.so.2': Buffer.from('the library'),
    'tensorflow/libtensorflow_framework.so.2': Buffer.from('the framework'),
    'tensorflow/include/tensorflow/c/c_api.h': Buffer.from('// a header'),
    'tensorflow/python/unneeded.py': Buffer.from('pass'),
  })
  writeFileSync(wheelFile, content)
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  for (const [name, script] of Object.entries(tools(wheelFile)) as Array<[string, string]>) {
    // The script finds cp, mkdir and their like, though PATH leads to no other tool.
    writeFileSync(join(bin, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  vi.stubEnv('PATH', bin)
  vi.stubEnv('CXX', '')
  // Away from this project, which has an engine that would be found, and a link that would be set.
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    cwd.mockRestore()
  })
  const cache = join(folder, 'cache')
  return {
    cache,
    paths: enginePaths(cache),
    wheel: {
      requirement: 'fake==1.0',
      platform: 'any',
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      library: 'libtensorflow_cc.so.2',
      framework: 'libtensorflow_framework.so.2',
    },
  }
}
