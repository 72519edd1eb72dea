import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lastValueFrom, type Observable, toArray } from 'rxjs'
import { afterAll, describe, expect, it } from 'vitest'
import { choice, type Measurement, struct, type TrainingProgress } from '../../../src/core.ts'
import {
  commandTrainer,
  type CommandTrainerOptions,
} from '../../../src/node/command-trainer/index.ts'
import { isAlive, until } from '../../support/processes.ts'

type Said = TrainingProgress | Measurement
const space = struct({ units: choice(8, 16), activation: choice('relu', "it's") })
const folder = mkdtempSync(join(tmpdir(), 'rxnas-command-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const begin = (
  command: CommandTrainerOptions['command'],
  options: Omit<CommandTrainerOptions, 'command'> = {},
  signal: AbortSignal = new AbortController().signal,
): Observable<Said> =>
  commandTrainer(space, { command, ...options })({
    architecture: { units: 16, activation: "it's" },
    budget: { epochs: 2 },
    seed: 7,
    signal,
  }) as Observable<Said>
const run = (...args: Parameters<typeof begin>) =>
  lastValueFrom(begin(...args).pipe(toArray()), { defaultValue: [] })
const node = (script: string): [string, ...Array<string>] => [process.execPath, '-e', script]

/** A command whose shell starts another process; both pay no heed to SIGTERM, and write their ids. */
const stubborn = (name: string) => {
  const file = join(folder, name)
  return {
    command: `trap '' TERM; sh -c "trap '' TERM; echo \\$\\$ >> ${file}; while :; do sleep 0.1; done" & echo $$ >> ${file}; wait; while :; do sleep 0.1; done`,
    pids: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : []),
  }
}
const hasPython = spawnSync('python3', ['--version']).status === 0

describe('commandTrainer', () => {
  it.skipIf(!hasPython)('trains a child by a script in Python', async () => {
    const script = join(import.meta.dirname, 'fixtures', 'train.py')
    expect(await run(['python3', script])).toEqual([
      { _tag: 'Progress', step: 1, steps: 2, metrics: { loss: 1 } },
      { _tag: 'Progress', step: 2, steps: 2, metrics: { loss: 0.5 } },
      { accuracy: 0.5, parameters: 160 },
    ])
  })

  it('tells the child on standard input, as JSON in one line', async () => {
    const told = node(`
      const told = require('node:fs').readFileSync(0, 'utf8')
      require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'told'))}, told)
      console.log('{"accuracy":1}')`)
    await run(told)
    const [line = '', rest] = readFileSync(join(folder, 'told'), 'utf8').split('\n')
    expect(rest).toBe('')
    expect(JSON.parse(line)).toEqual({
      architecture: { units: 16, activation: "it's" },
      decisions: [
        { path: 'units', option: 1, of: 2 },
        { path: 'activation', option: 1, of: 2 },
      ],
      budget: { epochs: 2 },
      seed: 7,
    })
  })

  it('tells it in arguments, as they are for a program and quoted for the shell', async () => {
    const echo = `
      const [architecture, seed] = process.argv.slice(1).map((arg) => JSON.parse(arg))
      console.log(JSON.stringify({ quote: architecture.activation.indexOf("'"), seed }))`
    expect(await run([...node(echo), '{architecture}', '{seed}'])).toEqual([{ quote: 2, seed: 7 }])
    const file = join(folder, 'echo.cjs')
    await run(
      node(
        `require('node:fs').writeFileSync('${file}', ${JSON.stringify(echo.replace('slice(1)', 'slice(2)'))}); console.log('{}')`,
      ),
    )
    expect(await run(`"${process.execPath}" ${file} {architecture} {seed}`)).toEqual([
      { quote: 2, seed: 7 },
    ])
  })

  it('takes the last JSON line for the metrics, without a line end and after other text', async () => {
    expect(
      await run('echo hello; echo \'{"accuracy":0.1}\'; echo world; printf \'{"accuracy":0.2}\''),
    ).toEqual([{ accuracy: 0.2 }])
  })

  it.each<[string, string, string, string]>([
    ['prints nothing', 'true', 'BadMetrics', 'printed no metrics'],
    ['measures a NaN', `echo '{"accuracy": NaN}'`, 'BadMetrics', 'JSON has no NaN'],
    [
      'fails',
      'echo {}; echo no such file >&2; exit 3',
      'TrainerFailed',
      'status 3; it said: no such file',
    ],
    [
      'fails and speaks on standard output',
      'echo oh no; exit 1',
      'TrainerFailed',
      'it said: oh no',
    ],
    ['is killed', 'kill -9 $$', 'Crashed', 'signal SIGKILL'],
    ['is not there', 'no-such-command-here', 'TrainerFailed', 'not found'],
  ])('fails with a reason where the command %s', async (_, command, tag, message) => {
    await expect(run(command)).rejects.toMatchObject({
      _tag: tag,
      message: expect.stringContaining(message) as string,
    })
  })

  it('says so where the program cannot be started', async () => {
    await expect(run(['no-such-program'])).rejects.toMatchObject({
      _tag: 'TrainerFailed',
      message: expect.stringContaining('could not be started') as string,
    })
  })

  it('minds neither a command that reads no input nor one that says very much', async () => {
    const chatty = node(`
      for (let i = 0; i < 20000; i++) console.log('x'.repeat(100))
      console.log('{"accuracy":1}')`)
    expect(await run(chatty)).toEqual([{ accuracy: 1 }])
  })

  it('ends with everything it has started where it takes too long', async () => {
    const { command, pids } = stubborn('late')
    await expect(run(command, { timeLimit: 1 })).rejects.toMatchObject({
      _tag: 'TimedOut',
      seconds: 1,
    })
    expect(pids()).toHaveLength(2)
    await until(() => !pids().some(isAlive))
  })

  it('ends with everything it has started when it is unsubscribed', async () => {
    const { command, pids } = stubborn('unsubscribed')
    const subscription = begin(command).subscribe()
    await until(() => pids().length === 2)
    subscription.unsubscribe()
    await until(() => !pids().some(isAlive))
  })

  it('ends when its job is aborted, and says so', async () => {
    const aborter = new AbortController()
    const running = run('sleep 60', {}, aborter.signal)
    aborter.abort()
    await expect(running).rejects.toMatchObject({
      _tag: 'TrainerFailed',
      message: 'The training was stopped.',
    })
  })

  it('leaves nothing behind that a command has put in the background', async () => {
    const file = join(folder, 'background')
    expect(await run(`sleep 60 & echo $! > ${file}; echo '{"accuracy":1}'`)).toEqual([
      { accuracy: 1 },
    ])
    await until(() => !isAlive(Number(readFileSync(file, 'utf8'))))
  })

  it.each([0, NaN, 1e9])('refuses a time limit of %s s', (timeLimit) => {
    expect(() => commandTrainer(space, { command: 'true', timeLimit })).toThrow(RangeError)
  })
})
