import * as E from 'fp-ts/lib/Either.js'
import { expect, it } from 'vitest'
import {
  choice,
  encodeArchitecture,
  type JournalHeader,
  randomState,
  sample,
  type SearchSpace,
  struct,
} from '../../src/core.ts'
import { describeChildren } from '../../src/node/report/networks.ts'
import { families, makeRevision } from '../../src/tfjs/index.ts'
import { stubHeader } from '../support/journal-header.ts'
import { childrenOf } from './support.ts'

const task = { input: [8, 8, 1], target: { _tag: 'Classes', count: 3 } } as const

const headerOf = (space: SearchSpace<unknown>): JournalHeader => ({
  ...stubHeader(space),
  trainer: { name: 'cnn2d', options: { task } },
})

it.each([1, 2])('draws the networks of revision %s of a family', async (revision) => {
  const family = makeRevision(families, 'cnn2d', {}, revision)
  if (E.isLeft(family)) throw new Error(family.left.message)
  const { space } = childrenOf(family.right, task)
  const [drawn] = sample(space)(randomState(5))
  if (E.isLeft(drawn)) throw new Error(drawn.left.message)
  const architecture = encodeArchitecture(space)(drawn.right)
  const known = [{ episode: 7, architecture, parameters: undefined }]
  expect(await describeChildren(headerOf(space), {}, known)).toMatchObject({
    right: [{ episode: 7 }],
  })
})

it('says that a space is none of its own', async () => {
  const header = headerOf(struct({ units: choice(8, 16) }))
  expect(await describeChildren(header, {}, [])).toEqual(
    E.left(expect.stringMatching(/^Its space is none of cnn2d/)),
  )
})
