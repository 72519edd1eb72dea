import fc from 'fast-check'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { type Answers, renderConfig } from '../../src/cli/init/renderConfig.ts'

const answers: fc.Arbitrary<Answers> = fc.record(
  {
    data: fc.string({ unit: 'binary' }),
    target: fc.oneof(fc.string({ unit: 'binary' }), fc.constant(`it's "here"\\\n\t\\"`)),
    space: fc.constant('mlp'),
    episodes: fc.nat(),
  },
  { requiredKeys: ['data'] },
)

describe('renderConfig', () => {
  it('writes what was answered, whatever a file or column is called', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const source = renderConfig(given, 'ts')
        const from = source.indexOf('defineSearch({')
        // The configuration without its import: an object literal between parentheses.
        const config: unknown = runInNewContext(
          `(${source
            .slice(from + 13)
            .trim()
            .slice(0, -1)})`,
        )
        expect({ ...(config as object) }).toEqual(given)
        const json = JSON.parse(renderConfig(given, 'json')) as object
        expect(json).toMatchObject(given)
      }),
    )
  })

  it('is formatted', () => {
    expect(renderConfig({ data: "it's.csv", episodes: 16 }, 'ts')).toContain(
      "  data: 'it\\'s.csv',\n  episodes: 16,\n",
    )
  })
})
