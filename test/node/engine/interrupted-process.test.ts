import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it, vi } from 'vitest'
import { isAlive } from '../../../src/node/process/isAlive.ts'
import { fakeMachine, pipThatBrings, workingCompiler, workingNpm } from './fake-tools.ts'

it.each(['SIGINT', 'SIGTERM'] as const)(
  'a process that gets %s while it sets the engine up ends its tools and leaves nothing',
  async (signal) => {
    const machine = fakeMachine((wheel) => ({
      npm: workingNpm,
      python3: `case "$*" in
  *--version*) ;;
  *) echo $$ > "$(dirname "$0")/pid.new"; mv "$(dirname "$0")/pid.new" "$(dirname "$0")/pid"; exec sleep 60;;
esac
${pipThatBrings(wheel)}`,
      'g++': workingCompiler,
    }))
    const folder = dirname(machine.cache)
    const script = join(folder, 'install.ts')
    writeFileSync(
      script,
      `import { installEngine } from ${JSON.stringify(resolve(import.meta.dirname, '../../../src/node/engine/index.ts'))}
void installEngine(${JSON.stringify({ ...machine, source: 'pypi' })}).then((made) => console.log(JSON.stringify(made)))`,
    )
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    const ended = new Promise<number | null>((done) => child.on('close', (code) => done(code)))
    const pidFile = join(folder, 'bin', 'pid')
    await vi.waitUntil(() => existsSync(pidFile), { timeout: 20_000 })
    child.kill(signal)
    expect(await ended).toBe(0)
    expect(JSON.parse(output)).toMatchObject({ left: { _tag: 'Interrupted' } })
    expect(readdirSync(machine.paths.engines)).toEqual([])
    const pip = Number(readFileSync(pidFile, 'utf8'))
    await vi.waitUntil(() => !isAlive(pip), { timeout: 5_000 })
  },
)
