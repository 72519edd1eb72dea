import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { accuracy, choice, describeSpace, journalHeader, random, struct } from '../../src/core.ts'
import { contentHash } from '../../src/episode/journal/index.ts'
import { type Task } from '../../src/task/index.ts'
import { findFamily } from '../../src/node/worker-modules/index.ts'
import { partsOf } from '../../src/session/plan/SearchParts.ts'
import { planSearch } from '../../src/session/index.ts'
import {
  defineFamily,
  everyRevision,
  families,
  type FamilyName,
  familyNames,
  FamilyReference,
  fromBuilder,
  makeRevision,
} from '../../src/tfjs/index.ts'
import { childrenOf } from './support.ts'

const image: Task = { input: [28, 28, 1], target: { _tag: 'Classes', count: 10 } }

const orThrow = <A>(result: E.Either<{ readonly message: string }, A>): A => {
  if (E.isLeft(result)) throw new Error(result.left.message)
  return result.right
}

/** The spaces of a family by revision, by the beginnings of their hashes. */
const spacesOf = (name: FamilyName): ReadonlyArray<string> =>
  [...orThrow(everyRevision(families, name, {}))]
    .reverse()
    .map((family) => contentHash(describeSpace(childrenOf(family, image).space)).slice(0, 12))

describe('the space of a family', () => {
  it('is never changed without a revision: journals and cards of every one before are read', () => {
    expect(Object.fromEntries(familyNames.map((name) => [name, spacesOf(name)])))
      .toMatchInlineSnapshot(`
      {
        "article": [
          "17f11c328ff4",
        ],
        "article-cnn1d": [
          "6026fc26ccbc",
          "387ab69f0712",
        ],
        "cell-dag": [
          "0d7cd2669ded",
        ],
        "cnn2d": [
          "67fb86351a46",
          "1baff07a17ea",
        ],
        "mlp": [
          "b326a613774e",
        ],
      }
    `)
  })

  it.each(familyNames)('is that of the journal where a search of %s goes on', (name) => {
    for (const family of orThrow(everyRevision(families, name, {}))) {
      const given = { value: name, where: 'of the test' }
      const policy = { value: 'random', where: 'of the test' }
      const plan = orThrow(
        planSearch(
          { file: undefined, given: { space: given, policy }, own: {} },
          {},
          { processors: 2, now: new Date(0) },
        ),
      )
      const { space } = childrenOf(family, image)
      const header = journalHeader({
        ...{ space, policy: random(space), reward: accuracy, budget: {}, batch: 1, seed: 1 },
        trainer: { name, options: {} },
      })
      const again = orThrow(partsOf(plan, image, header))
      expect(describeSpace(again.children.space)).toEqual(describeSpace(space))
      expect(again.reference).toEqual({
        ...{ _tag: 'Named', name, settings: {} },
        ...(family.revision === undefined ? {} : { revision: family.revision }),
      })
      // And workers and cards find it by that.
      const read = FamilyReference.decode(JSON.parse(JSON.stringify(again.reference)))
      expect(read).toEqual(E.right(again.reference))
    }
  })

  it('of a card that names no revision is the first', async () => {
    const found = await findFamily({ _tag: 'Named', name: 'cnn2d', settings: {} })
    if (E.isLeft(found)) throw new Error(found.left)
    const first = orThrow(makeRevision(families, 'cnn2d', {}, 1))
    expect(describeSpace(childrenOf(found.right.family, image).space)).toEqual(
      describeSpace(childrenOf(first, image).space),
    )
  })

  it.each([0, 3, 1.5, NaN])('of revision %d is refused', async (revision) => {
    const reference = { _tag: 'Named', name: 'cnn2d', settings: {}, revision } as const
    const found = await findFamily(reference)
    expect(found).toMatchObject({ left: expect.stringContaining('revisions 1 to 2') as string })
    if (revision !== 3) expect(E.isLeft(FamilyReference.decode(reference))).toBe(true)
  })

  it('of a user’s family may have earlier ones, too', () => {
    const made = (width: number) =>
      fromBuilder(struct({ units: choice(8, width) }), ({ units }, tf) =>
        tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [9] })] }),
      )
    const own = defineFamily({
      ...{ name: 'own', help: 'one layer' },
      settings: { width: { codec: t.number, byDefault: 64, help: 'most units' } },
      make: ({ width }) => made(width * 2),
      earlier: [({ width }) => made(width)],
    })
    const unitsOf = (revision?: number) =>
      describeSpace(childrenOf(orThrow(makeRevision([own], 'own', {}, revision)), image).space)
    expect(unitsOf()).toEqual(describeSpace(struct({ units: choice(8, 128) })))
    expect(unitsOf(2)).toEqual(unitsOf())
    expect(unitsOf(1)).toEqual(describeSpace(struct({ units: choice(8, 64) })))
  })
})
