import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { lastLines } from '../../../src/node/process/lastText.ts'
import { runTool } from '../../../src/node/process/runTool.ts'
import { startProcess } from '../../../src/node/process/startProcess.ts'
import { isAlive, until } from '../../support/processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-process-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const node = (script: string, options = {}) =>
  startProcess(process.execPath, ['-e', script], options)

/** Starts a process in the background that outlives its parent, if it is let. */
const withChild = `
  const child = require('node:child_process').spawn('sleep', ['600'], { stdio: 'inherit' })
  child.unref()
  console.log(child.pid)`

describe('startProcess', () => {
  it('tells how the process ended', async () => {
    expect(await node('process.exit(3)').ended).toEqual({ _tag: 'Exited', status: 3 })
    expect(await node('process.kill(process.pid, "SIGKILL")').ended).toEqual({
      _tag: 'Killed',
      signal: 'SIGKILL',
    })
    expect(await startProcess('no-such-program', []).ended).toMatchObject({
      _tag: 'NotStarted',
      error: { code: 'ENOENT' },
    })
  })

  it('keeps the last of what it writes, of both outputs, whole characters only', async () => {
    const chatty = node(`
      for (let i = 0; i < 2000; i++) process.stdout.write('ü'.repeat(50))
      process.stderr.write('the end')`)
    await chatty.ended
    expect(chatty.output.total()).toBe(100_007)
    expect(chatty.output.text()).toHaveLength(8000)
    expect(chatty.output.text()).toMatch(/^(ü|the end)*$/)
  })

  it('gives it its input and hears its output, and minds no input that is not read', async () => {
    const heard: Array<string> = []
    const echo = node('process.stdin.pipe(process.stdout)', {
      input: 'hello',
      onOutput: (text: string) => heard.push(text),
    })
    await echo.ended
    expect([heard.join(''), echo.output.text()]).toEqual(['hello', ''])
    expect(await node('process.exit(0)', { input: 'x'.repeat(1e6) }).ended).toEqual({
      _tag: 'Exited',
      status: 0,
    })
  })

  it('sends messages and hears them', async () => {
    const heard: Array<unknown> = []
    const answering = node(
      `process.on('message', (m) => { process.send(m * 2); process.disconnect() })`,
      { onMessage: (message: unknown) => heard.push(message) },
    )
    answering.send(21)
    await answering.ended
    expect(heard).toEqual([42])
    // Nobody listens any more.
    answering.send(1)
  })

  it.runIf(process.platform === 'linux')('ends with all that it has started', async () => {
    const parent = node(withChild)
    await parent.ended
    const pid = Number(parent.output.text())
    expect(pid).toBeGreaterThan(0)
    await until(() => !isAlive(pid))
  })

  it.runIf(process.platform === 'linux').each(['stop', 'kill'] as const)(
    'ends with all that it has started by %s, deaf to SIGTERM',
    async (how) => {
      const parent = node(
        `process.on('SIGTERM', () => {}); setInterval(() => {}, 1e6); ${withChild}`,
      )
      await until(() => parent.output.text().includes('\n'))
      const pid = Number(parent.output.text())
      expect(isAlive(pid)).toBe(true)
      parent[how]()
      expect(await parent.ended).toEqual({ _tag: 'Killed', signal: 'SIGKILL' })
      await until(() => !isAlive(pid))
      // It is gone: nothing is signalled any more.
      parent[how]()
    },
  )
})

describe('runTool', () => {
  const silent = ['-e', 'setInterval(() => {}, 1e6)']

  it('ends a tool that neither prints nor shows life', async () => {
    const ran = await runTool(process.execPath, silent, { stallSeconds: 0.2 })
    expect(ran).toEqual({ ended: 'stalled', status: -1, output: '' })
  })

  it('lets a silent tool go on that shows life', async () => {
    let asked = 0
    const script = join(folder, 'slow.cjs')
    const ran = await runTool(
      'sh',
      ['-c', `until [ -e ${script} ]; do sleep 0.05; done; echo done`],
      {
        stallSeconds: 0.2,
        showsLife: () => {
          asked += 1
          // Some time after it would have been given up.
          if (asked === 3) runTool('touch', [script]).catch(() => undefined)
          return true
        },
      },
    )
    expect(ran).toEqual({ ended: 'exited', status: 0, output: 'done' })
  })

  it('ends a tool that is aborted, also before it is started', async () => {
    const stop = new AbortController()
    const running = runTool(process.execPath, silent, { signal: stop.signal })
    stop.abort()
    expect((await running).ended).toBe('aborted')
    expect((await runTool(process.execPath, silent, { signal: stop.signal })).ended).toBe('aborted')
  })

  it('ends a tool where the watch over it throws', async () => {
    const file = join(folder, 'pid')
    let pid = 0
    const running = runTool('sh', ['-c', `echo $$ > ${file}; sleep 600`], {
      stallSeconds: 60,
      get signal(): AbortSignal {
        throw new Error('no signal')
      },
    })
    await expect(running).rejects.toThrow('no signal')
    try {
      pid = Number(readFileSync(file, 'utf8'))
    } catch {
      // It was ended before it wrote.
    }
    expect(pid === 0 || !isAlive(pid)).toBe(true)
  })

  it('keeps secrets of addresses to itself, and tells what is not there', async () => {
    const ran = await runTool('echo', ['http://me:secret@host/x'])
    expect(ran.output).toBe('http://host/x')
    expect(await runTool('no-such-program', [])).toMatchObject({ ended: 'not-found', status: -1 })
  })
})

describe('lastLines', () => {
  it('puts the last lines that hold something in one', () => {
    expect(lastLines('a\nb\n\nc\n  \nd\n')).toBe('b / c / d')
    expect(lastLines('a\nb', 1)).toBe('b')
    expect(lastLines('x'.repeat(1000))).toHaveLength(600)
  })
})
