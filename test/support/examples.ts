import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** A runnable snippet of the documentation, and where it stands. */
export interface Example {
  readonly from: string
  readonly code: string
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

/** The `@example` blocks of a source file's docstrings. */
const docstringExamples = (file: string, text: string): ReadonlyArray<Example> =>
  [...text.matchAll(/^[ \t]*\/\*\*(?:(?!\*\/)[\s\S])*?\*\//gm)].flatMap((docstring) =>
    docstring[0]
      .split(/^[ \t]*\*[ \t]*@example[ \t]*$/m)
      .slice(1)
      .map((block) => ({
        from: `${file}:${lineOf(text, docstring.index)}`,
        code: (block.split(/^[ \t]*\*[ \t]*@(?!ts-)/m)[0] ?? '')
          .replace(/\*\/\s*$/, '')
          .split('\n')
          .map((line) => line.replace(/^[ \t]*\*[ ]?/, ''))
          .join('\n')
          .trim(),
      })),
  )

/** The ```ts blocks of a Markdown page, but for those marked `no-run`. */
const markdownExamples = (file: string, text: string): ReadonlyArray<Example> =>
  [...text.matchAll(/^```ts[ \t]*\n([\s\S]*?)^```/gm)].map((block) => ({
    from: `${file}:${lineOf(text, block.index)}`,
    code: block[1] ?? '',
  }))

const filesBelow = (folder: string, ending: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))

/** Every runnable snippet that the package ships or its README shows. */
export const allExamples = (root: string): ReadonlyArray<Example> => [
  ...['src', 'streams'].flatMap((folder) =>
    filesBelow(join(root, folder), '.ts').flatMap((file) =>
      docstringExamples(relative(root, file), readFileSync(file, 'utf8')),
    ),
  ),
  ...markdownExamples('README.md', readFileSync(join(root, 'README.md'), 'utf8')),
]

/**
 * What the snippet says it prints: the comments that follow `console.log(...)` on its line, or on
 * the next; `undefined` for a print of which nothing is said.
 */
export const expectedPrints = (code: string): ReadonlyArray<string | undefined> => {
  const lines = code.split('\n')
  return lines.flatMap((line, i) => {
    if (!line.includes('console.log(')) return []
    const same = /\)\s*\/\/ (.*)$/.exec(line)?.[1]
    const next = /^\/\/ (.*)$/.exec(lines[i + 1]?.trim() ?? '')?.[1]
    return [same ?? next]
  })
}
