import * as TE from 'fp-ts/lib/TaskEither.js'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { delay, from, lastValueFrom, type Observable, of, toArray } from 'rxjs'
import { afterAll } from 'vitest'
import * as E from 'fp-ts/lib/Either.js'
import { nodePorts } from '../../src/node/index.ts'
import {
  givenBy,
  planSearch,
  savedOf,
  type SearchRequest,
  type SessionEvent,
  type SessionPorts,
  type SettingName,
} from '../../src/session/index.ts'

/** Trainers of these ports that were opened and not closed again. */
export const openPools = new Set<string>()

const scoreOf = (architecture: unknown, seed: number): number =>
  ((JSON.stringify(architecture).length * 7 + (seed % 11)) % 100) / 100

const pool = (
  name: string,
  trainer: ReturnType<SessionPorts['trainers']['children']>['trainer'],
) => {
  const id = `${name} ${openPools.size} ${Math.random()}`
  openPools.add(id)
  return {
    trainer,
    // As processes do, they take a while to end.
    close: async () => {
      await new Promise((next) => setTimeout(next, 5))
      openPools.delete(id)
    },
  }
}

/** Node's ports on real files, with trainers of this process that only pretend to train. */
export const ports: SessionPorts = {
  ...nodePorts,
  engine: (report) => {
    report({ _tag: 'EngineProgress', text: 'trying the engine' })
    return TE.right(undefined)
  },
  trainers: {
    children: () =>
      pool('children', ({ architecture, seed }) =>
        from([
          { _tag: 'Progress' as const, step: 0, steps: 4, metrics: {} },
          { _tag: 'Progress' as const, step: 4, steps: 4, metrics: { loss: 0.5 } },
          { accuracy: scoreOf(architecture, seed), loss: 1, parameters: 9, seconds: 0.01 },
        ]).pipe(delay(0)),
      ),
    final: (_, model) =>
      pool('final', () =>
        from([
          { _tag: 'Progress' as const, step: 1, steps: 2, metrics: { validationLoss: 0.4 } },
          { testAccuracy: 0.9, testExamples: 52, linearAccuracy: 0.8, constantAccuracy: 0.4 },
        ]).pipe(delay(0), (messages) => (model === '' ? of({}) : messages)),
      ),
  },
  results: { ...nodePorts.results, saveCard: () => TE.right(undefined) },
}

/** A folder of a test's own. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'rxnas-session-'))

/** A small search of a real table, whose folder is new. */
export const requestOf = (
  folder: string,
  changed: Readonly<Partial<Record<SettingName, unknown>>> = {},
  how: SearchRequest['how'] = 'New',
): SearchRequest => {
  const given = givenBy(
    {
      ...{ data: join(import.meta.dirname, '../data/penguins.csv'), target: 'species' },
      ...{ episodes: 4, batch: 2, baseline: true, confirm: 1, out: folder, ...changed },
    },
    'of the test',
  )
  const plan = planSearch(
    { file: undefined, given, own: {} },
    {},
    { processors: 2, now: new Date(0) },
  )
  if (E.isLeft(plan)) throw new Error(plan.left.message)
  return { plan: plan.right, how, saved: savedOf(given, undefined, folder) }
}

const folders: Array<string> = []
/** A folder for one search, which is gone after the file's last test. */
export const folder = (): string => {
  const made = newFolder()
  folders.push(made)
  return made
}
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true })
})

/** All events of a session. */
export const all = (events: Observable<SessionEvent>): Promise<ReadonlyArray<SessionEvent>> =>
  lastValueFrom(events.pipe(toArray()))
