import { readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { byName, constructors, data, singleData } from './constructors.ts'

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
  const declarations = symbol.declarations ?? []
  const isType = (one: ts.Declaration) =>
    ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one)
  const declaration = declarations.find(isType) ?? declarations[0]
  if (declaration === undefined) return name
  // A type that is derived from a codec is told as what it comes to.
  if (
    ts.isTypeAliasDeclaration(declaration) &&
    /^(t\.TypeOf|AnyOf)</.test(declaration.type.getText())
  )
    return `type ${name} = ${checker.typeToString(
      checker.getDeclaredTypeOfSymbol(symbol),
      declaration,
      ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias,
    )}`
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

const isNumber = (type: ts.Type): boolean =>
  type.isUnion()
    ? type.types.some(isNumber) &&
      type.types.every(
        ({ flags }) => (flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Object)) === 0,
      )
    : (type.flags & ts.TypeFlags.Number) !== 0

/** The numbers among what a parameter is given: itself, or fields of it that are declared here. */
const numbersIn = (parameter: ts.Symbol, at: ts.Node): ReadonlyArray<readonly [string, string]> => {
  const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, at))
  if (isNumber(type)) return [[parameter.name, parameter.name]]
  if (type.getCallSignatures().length > 0 || checker.isArrayType(type)) return []
  return type.getProperties().flatMap((field): ReadonlyArray<readonly [string, string]> => {
    const [declaration] = field.declarations ?? []
    const own = declaration?.getSourceFile().fileName.includes('node_modules') === false
    return own && isNumber(checker.getTypeOfSymbolAtLocation(field, at))
      ? [[parameter.name, field.name]]
      : []
  })
}

/** What the functions of an entry point take that is a number. */
const numericOptionsOf = (
  file: string,
): ReadonlyArray<{
  readonly name: string
  readonly parameter: string
  readonly option: string
}> => {
  const source = program.getSourceFile(file)
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source)
  if (module === undefined) throw new Error(`${file} is no module`)
  return checker.getExportsOfModule(module).flatMap((symbol) => {
    const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    const [at] = own.declarations ?? []
    if (at === undefined || ts.isInterfaceDeclaration(at) || ts.isTypeAliasDeclaration(at))
      return []
    return checker
      .getTypeOfSymbolAtLocation(own, at)
      .getCallSignatures()
      .flatMap(({ parameters }) => parameters)
      .flatMap((parameter) => numbersIn(parameter, at))
      .map(([parameter, option]) => ({ name: symbol.name, parameter, option }))
  })
}

describe('options of public functions that are numbers', () => {
  const found = files.flatMap(numericOptionsOf)

  it('are refused where they are wrong: each is in the table of constructors.ts', () => {
    const missing = found.filter(({ name, parameter, option }) => {
      const { takes = {} } = constructors[name] ?? {}
      const known =
        option in takes ||
        `${parameter}.${option}` in takes ||
        (parameter !== option && parameter in data) ||
        `${name} ${option}` in singleData
      return !known
    })
    expect(missing).toEqual([])
  })

  it('are all that the table holds', () => {
    const names = new Set([...found.map(({ name }) => name), ...byName])
    expect(Object.keys(constructors).filter((name) => !names.has(name))).toEqual([])
    const single = new Set(found.map(({ name, option }) => `${name} ${option}`))
    expect(Object.keys(singleData).filter((one) => !single.has(one))).toEqual([])
  })
})

describe('the types of the public surface', () => {
  it.each(files.map((file) => [basename(file, '.ts'), file]))(
    '%s is what its report says (npm run api:update writes it anew)',
    async (entry, file) => {
      await expect(reportOf(file)).toMatchFileSnapshot(`api/${entry}.d.ts.txt`)
    },
  )
})
