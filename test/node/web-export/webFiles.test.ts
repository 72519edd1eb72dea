import { expect, it } from 'vitest'
import { webFiles } from '../../../src/node/web-export/webFiles.ts'
import { type ExportedNetwork } from '../../../src/web/index.ts'

const hostile = '</script><script>alert(1)</script>'

const network: ExportedNetwork = {
  ...{ _tag: 'ExportedNetwork', version: 1, about: [hostile, '\u2028'] },
  preparation: {
    _tag: 'Table',
    columns: [
      { _tag: 'Number', name: '__proto__', mean: 0, deviation: 1, flagged: false },
      { _tag: 'Category', name: '*/ `${1}`\n', values: ['a', '*/'] },
    ],
    target: { _tag: 'Classes', names: ["it's", hostile] },
    targetColumn: hostile,
  },
  ...{ topology: {}, weightSpecs: [], weights: '' },
  examples: [{ input: JSON.parse('{"__proto__": 3}') as unknown, outputs: [1, 0] }],
}

const files = webFiles(hostile, network, { module: '', script: 'var a = 1', style: 'p {}' })

it('writes a network that is read back as it was, whatever its columns are called', async () => {
  const module = (await import(
    `data:text/javascript,${encodeURIComponent(files['network.js'] ?? '')}`
  )) as { readonly default: ExportedNetwork }
  expect(module.default).toEqual(network)
  expect(Object.keys(module.default.examples[0]?.input ?? {})).toEqual(['__proto__'])
})

it('writes a page whose texts end no script', () => {
  expect(files['index.html']?.match(/<script/g)).toHaveLength(2)
  expect(files['index.html']).not.toContain(hostile)
})

it('lets a number, a text, true, false or nothing stand in a column of numbers', () => {
  expect(files['predict.d.ts']).toContain('"__proto__": number | string | boolean | null')
})
