import { readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'src/public')
const files = readdirSync(folder).map((name) => join(folder, name))
const read = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file))
const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, root)
const program = ts.createProgram(files, options)
const checker = program.getTypeChecker()
const printer = ts.createPrinter({ removeComments: true })

/** A declaration without its body: what a user of it sees. */
const signatureOf = (name: string, symbol: ts.Symbol): string => {
  const [declaration] = symbol.declarations ?? []
  if (declaration === undefined) return name
  if (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration))
    return printer
      .printNode(ts.EmitHint.Unspecified, declaration, declaration.getSourceFile())
      .replace(/^export /, '')
  const type = checker.getTypeOfSymbolAtLocation(symbol, declaration)
  return `const ${name}: ${checker.typeToString(type, declaration, ts.TypeFormatFlags.NoTruncation)}`
}

/** The exports of an entry point with their types, in the order of their names. */
const reportOf = (file: string): string => {
  const source = program.getSourceFile(file)
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source)
  if (module === undefined) throw new Error(`${file} is no module`)
  const lines = checker
    .getExportsOfModule(module)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((symbol) =>
      signatureOf(
        symbol.name,
        symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
      ),
    )
  // A type that is not exported is named by its file, wherever the repository lies.
  return lines.join('\n\n').replaceAll(`${root}/`, '') + '\n'
}

describe('the types of the public surface', () => {
  it.each(files.map((file) => [basename(file, '.ts'), file]))(
    '%s is what its report says (npm run api:update writes it anew)',
    async (entry, file) => {
      await expect(reportOf(file)).toMatchFileSnapshot(`api/${entry}.d.ts.txt`)
    },
  )
})
