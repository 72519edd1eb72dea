import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const file = join(import.meta.dirname, 'wrong-compositions.ts')
const text = readFileSync(file, 'utf8')
// As a user would have written it; of the same length, so that lines stay.
const plain = text.replaceAll('// @ts-expect-error ', '// what is said here: ')

/** What the compiler says of each line of the compositions. */
const messages = (): ReadonlyMap<number, string> => {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: () => undefined,
    },
  )
  const compilerOptions = { ...config?.options, noEmit: true }
  const host = ts.createCompilerHost(compilerOptions)
  host.readFile = (name) => (name === file ? plain : ts.sys.readFile(name))
  const program = ts.createProgram([file], compilerOptions, host)
  const source = program.getSourceFile(file)
  return new Map(
    program
      .getSemanticDiagnostics(source)
      .map((diagnostic) => [
        source?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? -1,
        ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'),
      ]),
  )
}

describe('the types of a pipeline', () => {
  const wrong = text.split('\n').flatMap((line, i) => {
    const said = /^ *\/\/ @ts-expect-error (.*)$/.exec(line)?.[1]
    return said === undefined ? [] : [{ line: i + 1, said }]
  })

  it('are told of by at least ten mistakes', () => expect(wrong.length).toBeGreaterThan(10))

  it('say what to do in the last line of an error', () => {
    const found = messages()
    for (const { line, said } of wrong) {
      // The statement below the comment may be formatted over several lines.
      const at = [...found.keys()].filter((l) => l >= line).sort((a, b) => a - b)[0] ?? -1
      const lastLine = found.get(at)?.split('\n').at(-1)
      expect({ line, lastLine }).toEqual({
        line,
        lastLine: expect.stringContaining(said) as string,
      })
    }
    expect(found.size).toBe(wrong.length)
  })
})
