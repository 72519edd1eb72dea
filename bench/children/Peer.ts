import * as t from 'io-ts'
import * as E from 'fp-ts/lib/Either.js'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const Answer = t.union([
  t.type({ seconds: t.number, processor: t.number }),
  t.type({ error: t.string }),
])
const Hello = t.type({ version: t.string })

/** How long some steps took: by the clock, and of all cores together. */
export interface Took {
  readonly seconds: number
  readonly processor: number
}

/** A long-living process that trains children when it is told to, and stands still in between. */
export interface Peer {
  readonly name: string
  readonly version: string
  /** The time that so many steps of a child take, or why it cannot. */
  readonly train: (child: number, steps: number) => Promise<E.Either<string, Took>>
  readonly end: () => void
}

/** Starts a peer; undefined where it does not come up. */
export const startPeer = async (
  name: string,
  command: string,
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>>,
): Promise<Peer | undefined> => {
  const process_ = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  process_.on('error', () => undefined)
  const lines = createInterface({ input: process_.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<unknown> => {
    const line: IteratorResult<string, unknown> = await lines.next()
    return line.done === true ? undefined : JSON.parse(line.value)
  }
  const hello = Hello.decode(await next())
  if (E.isLeft(hello)) return undefined
  // What does not compute is paused: threads that wait for work may spin.
  process_.kill('SIGSTOP')
  return {
    name,
    version: hello.right.version,
    train: async (child, steps) => {
      process_.kill('SIGCONT')
      process_.stdin.write(`${JSON.stringify({ child, steps })}\n`)
      const answer = Answer.decode(await next())
      process_.kill('SIGSTOP')
      if (E.isLeft(answer)) return E.left('it ended')
      return 'error' in answer.right ? E.left(answer.right.error) : E.right(answer.right)
    },
    end: () => {
      process_.kill('SIGKILL')
    },
  }
}
