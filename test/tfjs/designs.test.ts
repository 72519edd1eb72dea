import { describe, expect, it } from 'vitest'
import { architectureKey, decodeArchitecture, encodeDesigns, type Task } from '../../src/core.ts'
import { families, familyByName, type FamilyName } from '../../src/tfjs/index.ts'
import { childrenOf } from './support.ts'

const image: Task = { input: [28, 28, 1], target: { _tag: 'Classes', count: 10 } }
const table: Task = { input: [9], target: { _tag: 'Number' } }

const designed = ['article-cnn1d', 'cnn2d', 'mlp'] as const

describe('the plain designs of a family', () => {
  it('are there for those that a search chooses by itself, and not for the article’s own', () => {
    const named = families
      .map(({ name }) => name)
      .filter((name) => (childrenOf(familyByName(name), image).designs ?? []).length > 0)
    expect(named).toEqual(designed)
  })

  it.each(designed.flatMap((name) => [[name, true] as const, [name, false] as const]))(
    'are in its space, each another, and can be built: %s, tune %s',
    (name: FamilyName, tune) => {
      const task = name === 'mlp' ? table : image
      const { space, designs = [], build } = childrenOf(familyByName(name, { tune }), task)
      const encoded = encodeDesigns(space, designs)
      expect(encoded).toHaveLength(designs.length)
      for (const candidate of encoded)
        expect(decodeArchitecture(space)(candidate)).toMatchObject({ _tag: 'Right' })
      expect(new Set(designs.map(architectureKey(space))).size).toBe(designs.length)
      for (const design of designs) {
        const model = build(design, 1)
        expect(model.outputs[0]?.shape.at(-1)).toBe(name === 'mlp' ? 1 : 10)
        model.dispose()
      }
    },
  )

  it('are left out where a search may have no network as large', () => {
    const { space, designs = [] } = childrenOf(familyByName('mlp', { layers: 1 }), table)
    expect(encodeDesigns(space, designs)).toHaveLength(2)
  })
})
