import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (file: string): string => readFileSync(file, 'utf8')
const scripts = Object.keys(
  (JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> })
    .scripts,
)

describe('ARCHITECTURE.md', () => {
  const named = [
    ...read('ARCHITECTURE.md').matchAll(/`((?:src|streams|test)\/[\w./-]+|streams)`/g),
  ].map(([, path = '']) => path)
  it.each([...new Set(named)])('names %s, which is there', (path) => {
    expect(existsSync(path)).toBe(true)
  })

  it('has every layer of the import table', () => {
    const layers = new Set(
      [...read('.dependency-cruiser.json').matchAll(/"from": \{ "path": "\^?(src\/\w+)/g)].map(
        ([, layer = '']) => layer,
      ),
    )
    expect(layers.size).toBeGreaterThan(4)
    for (const layer of layers) expect(named).toContain(layer)
  })
})

describe('CONTRIBUTING.md', () => {
  const commands = [...read('CONTRIBUTING.md').matchAll(/^npm (?:run )?([\w:]+)/gm)].map(
    ([, name = '']) => name,
  )
  it.each(commands.filter((name) => name !== 'ci'))(
    'names the script %s, which is there',
    (name) => {
      expect(scripts).toContain(name)
    },
  )
})
