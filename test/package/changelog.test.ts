import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const kinds = ['Breaking', 'Added', 'Changed', 'Fixed']

/** What is not as Keep a Changelog has it, in a sentence each. */
const faultsOf = (page: string, current: string): ReadonlyArray<string> => {
  const faults: Array<string> = []
  const versions = page.split(/^## /m).slice(1)
  const titles = versions.map((text) => text.slice(0, text.indexOf('\n')))
  if (titles[0] !== '[Unreleased]') faults.push('The first section is not [Unreleased].')
  const released = titles.slice(1).map((title) => {
    const [, version = '', date = ''] =
      /^\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$/.exec(title) ?? []
    if (version === '' || Number.isNaN(Date.parse(date)))
      faults.push(`"${title}" is no "[version] - date".`)
    return { version, date }
  })
  if (!released.some(({ version }) => version === current))
    faults.push(`Version ${current} has no section.`)
  const dates = released.map(({ date }) => date)
  if (dates.join() !== dates.toSorted().toReversed().join())
    faults.push('The newest version is not the first.')
  for (const [i, text] of versions.entries()) {
    const sections = text.split(/^### /m)
    const [before = ''] = sections
    if (before.slice(before.indexOf('\n')).trim() !== '')
      faults.push(`${titles[i]} has text outside of its sections.`)
    const found = sections.slice(1).map((section) => section.slice(0, section.indexOf('\n')))
    if (found.join() !== kinds.filter((kind) => found.includes(kind)).join())
      faults.push(`${titles[i]} has ${found.join(', ')} instead of ${kinds.join(', ')}, each once.`)
    for (const section of sections.slice(1)) {
      const lines = section.split('\n').slice(1).filter(Boolean)
      if (lines[0]?.startsWith('- ') !== true || lines.some((line) => !/^(?:- | {2})\S/.test(line)))
        faults.push(`${titles[i]}: a section that is no list of points.`)
    }
  }
  return faults
}

const changelog = (...parts: ReadonlyArray<string>): string =>
  `# Changelog\n\nWords.\n\n${parts.join('\n\n')}\n`

describe('CHANGELOG.md', () => {
  it('is in the form of Keep a Changelog, and has the version of package.json', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(faultsOf(readFileSync('CHANGELOG.md', 'utf8'), version)).toEqual([])
  })

  const [empty, added] = ['## [Unreleased]', '### Added\n\n- A thing\n  of two lines.']
  const first = '## [1.0.0] - 2026-01-31'
  it.each<[string, ReadonlyArray<string>, ReadonlyArray<string>]>([
    ['as it should be', [empty, added, first, added], []],
    ['with nothing new', [empty, first, added], []],
    ['without the present version', [empty, added], ['Version 1.0.0 has no section.']],
    ['without Unreleased', [first, added], ['The first section is not', 'Version 1.0.0 has no']],
    ['without a date', [empty, '## [1.0.0]', added], ['"[1.0.0]" is no', 'Version 1.0.0 has no']],
    ['with a date that is none', [empty, `${first}1`, added], ['is no "[version]', 'has no']],
    ['with the oldest first', [empty, first, '## [1.1.0] - 2026-02-01'], ['The newest version']],
    ['with a kind twice', [empty, added, added, first], ['has Added, Added instead of']],
    ['with a kind of its own', [empty, '### News\n\n- A', first], ['has News instead of']],
    ['in another order', [empty, '### Fixed\n\n- A', added, first], ['has Fixed, Added instead']],
    ['with points of no kind', [empty, '- A point', first], ['text outside of its sections']],
    ['with a kind that is empty', [empty, '### Added', first], ['is no list of points']],
    ['with words instead of points', [empty, '### Added\n\nA.', first], ['is no list of points']],
  ])('would be noticed: one %s', (_, parts, expected) => {
    const faults = faultsOf(changelog(...parts), '1.0.0')
    expect(faults).toHaveLength(expected.length)
    for (const [i, fault] of faults.entries()) expect(fault).toContain(expected[i])
  })
})
