import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { runInThisContext } from 'node:vm'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'
import { toTypeScript } from '../../src/tfjs/index.ts'
import { field, literal } from '../../src/tfjs/model/typescript/literal.ts'
import { standardLayers } from '../../src/tfjs/model/typescript/standardLayers.ts'
import { useBackend } from '../support/backends.ts'

const factories = new Set<string>([...standardLayers.values()].map(({ factory }) => factory))
const rules = ['l1l2', 'maxNorm', 'minMaxNorm', 'nonNeg', 'unitNorm']

/** What of a node is neither a literal, nor a known call, nor a variable made before; texts of the nodes. */
const activeParts = (source: string): ReadonlyArray<string> => {
  const file = ts.createSourceFile('network.ts', source, ts.ScriptTarget.ES2022, true)
  const found: Array<string> = []
  const refuse = (node: ts.Node): void => {
    found.push(`${ts.SyntaxKind[node.kind]}: ${node.getText(file).slice(0, 200)}`)
  }
  const isFactory = (node: ts.Expression, made: ReadonlySet<string>): boolean => {
    const text = node.getText(file).replace(/\s/g, '')
    const [, layer] = /^tf\.layers\.(\w+)$/.exec(text) ?? []
    const [, rule] = /^tf\.(?:regularizers|constraints)\.(\w+)$/.exec(text) ?? []
    if (text === 'tf.input' || text === 'tf.model') return true
    if (layer !== undefined) return factories.has(layer)
    if (rule !== undefined) return rules.includes(rule)
    // A layer that is applied.
    if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'apply') return false
    const on = node.expression
    return ts.isIdentifier(on) ? made.has(on.text) : ts.isCallExpression(on)
  }
  const expression = (node: ts.Expression, made: ReadonlySet<string>): void => {
    if (
      ts.isStringLiteral(node) ||
      ts.isNumericLiteral(node) ||
      [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(
        node.kind,
      )
    )
      return
    if (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand)) return
    if (ts.isIdentifier(node) && made.has(node.text)) return
    if (ts.isArrayLiteralExpression(node)) node.elements.forEach((each) => expression(each, made))
    else if (ts.isObjectLiteralExpression(node))
      for (const property of node.properties)
        if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name))
          expression(property.initializer, made)
        else if (!(ts.isShorthandPropertyAssignment(property) && made.has(property.name.text)))
          refuse(property)
        else continue
    else if (ts.isAsExpression(node) && node.type.getText(file) === 'tf.SymbolicTensor')
      expression(node.expression, made)
    else if (ts.isCallExpression(node) && isFactory(node.expression, made)) {
      const callee = node.expression
      if (ts.isPropertyAccessExpression(callee) && ts.isCallExpression(callee.expression))
        expression(callee.expression, made)
      node.arguments.forEach((each) => expression(each, made))
    } else refuse(node)
  }
  const [imported, build, ...rest] = file.statements
  if (imported?.getText(file) !== "import * as tf from '@tensorflow/tfjs'") refuse(file)
  const made = new Set<string>()
  const [body] = ts.isVariableStatement(build!)
    ? build.declarationList.declarations.map(({ initializer }) => initializer)
    : []
  if (body === undefined || !ts.isArrowFunction(body) || !ts.isBlock(body.body)) refuse(file)
  else
    for (const statement of body.body.statements)
      if (ts.isReturnStatement(statement)) expression(statement.expression!, made)
      else if (ts.isVariableStatement(statement))
        for (const { name, initializer } of statement.declarationList.declarations) {
          expression(initializer!, made)
          made.add(name.getText(file))
        }
      else refuse(statement)
  for (const statement of rest) {
    const [name, value] = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map((each) => [each.name, each.initializer]).flat()
      : []
    // `load` and `decode` are the same for every network, which the test of a whole text shows.
    if (name?.getText(file) === 'weights') expression(value as ts.Expression, made)
    else if (!['load', 'decode'].includes(name?.getText(file) ?? '')) refuse(statement)
  }
  return found
}

const nasty = fc.constantFrom(
  "x', (globalThis.pwned = true), '",
  '{ [globalThis.pwned = 1]: 1 }',
  '${globalThis.pwned = 1}',
  '`',
  '\\',
  "\\'",
  '*/ globalThis.pwned = 1 /*',
  '\u2028globalThis.pwned = 1//',
  '\n',
  '__proto__',
  'constructor',
  '[process.exit(1)]',
  'a: globalThis.pwned = 1, b',
  '\ud800',
)
const text = fc.oneof(nasty, fc.string({ unit: 'binary' }))
const { value: hostile } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }),
  ),
}))

/** Settings of layers as a model's file has them, in which tfjs keeps a value that it does not look at. */
const layers: Readonly<Record<string, (value: unknown) => object>> = {
  LeakyReLU: (alpha) => ({ alpha }),
  Masking: (mask_value) => ({ mask_value }),
  ThresholdedReLU: (theta) => ({ theta }),
  GaussianNoise: (stddev) => ({ stddev }),
  Dropout: (noise_shape) => ({ rate: 0.1, noise_shape }),
  Rescaling: (scale) => ({ scale, offset: 1 }),
  BatchNormalization: (epsilon) => ({ epsilon }),
  Dense: (l1) => ({
    units: 2,
    kernel_regularizer: { class_name: 'L1L2', config: { l1, l2: l1 } },
    bias_constraint: { class_name: 'MaxNorm', config: { max_value: l1, axis: l1 } },
  }),
}

/** The model of a file with one such layer; nothing where tfjs does not load it. */
const modelOf = async (
  kind: string,
  name: unknown,
  value: unknown,
): Promise<tf.LayersModel | undefined> => {
  const input = { class_name: 'InputLayer', config: { name: 'in', batch_input_shape: [null, 3] } }
  const layer = { class_name: kind, config: { name, ...layers[kind]!(value) } }
  const modelTopology = {
    class_name: 'Sequential',
    config: { name, layers: [input, layer] },
  }
  try {
    return await tf.loadLayersModel(tf.io.fromMemory({ modelTopology }))
  } catch {
    return undefined
  }
}

describe('exported TypeScript', () => {
  beforeAll(() => useBackend('cpu'))

  it('holds literals and known calls only, whatever names and settings a model has', async () => {
    let written = 0
    let refused = 0
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(layers)),
        fc.oneof(fc.constant('layer'), nasty, hostile),
        fc.oneof(
          fc.dictionary(text, hostile, { minKeys: 1, maxKeys: 3 }),
          hostile,
          fc.double({ min: 0, max: 1 }),
        ),
        fc.option(text, { nil: undefined }),
        async (kind, name, value, header) => {
          const model = await modelOf(kind, name, value)
          if (model === undefined) return
          const source = await toTypeScript(model, header === undefined ? {} : { header })
          model.dispose()
          if (E.isLeft(source)) {
            refused++
            expect(source.left).toMatchObject({ _tag: 'NotExportable' })
            return
          }
          written++
          expect(activeParts(source.right)).toEqual([])
        },
      ),
      { numRuns: 400 },
    )
    expect(written).toBeGreaterThan(20)
    expect(refused).toBeGreaterThan(20)
  })

  it.each([
    ['LeakyReLU', { '[globalThis.pwned = 1]': 1 }],
    ['Masking', [1, { 'a: (() => 1)(), b': 2 }]],
    ['GaussianNoise', Infinity],
    ['Dense', { constructor: 'x' }],
  ])('refuses %s with %j, naming the layer', async (kind, value) => {
    const source = await toTypeScript((await modelOf(kind, 'odd', value))!)
    expect(E.isLeft(source) && source.left).toMatchObject({
      _tag: 'NotExportable',
      layer: 'odd',
      message: expect.stringMatching(
        /^'odd' cannot be written.* holds (an object|Infinity)/,
      ) as unknown,
    })
  })

  it('is told from active code by this test', () => {
    const start = "import * as tf from '@tensorflow/tfjs'\n"
    const inert = `${start}export const build = () => {
      const input = tf.input({ name: 'a', shape: [null, -3] })
      return tf.model({ inputs: input, outputs: input })
    }`
    expect(activeParts(inert)).toEqual([])
    const changes = [
      ["'a'", 'fetch(1)'],
      ["'a'", '`${1}`'],
      ['name:', '[alert(1)]:'],
      ["'a'", '{ get x() { return 1 } }'],
      ['tf.input', 'tf.io.http'],
      ['return', 'eval(1); return'],
      ['-3', '...input'],
    ] as const
    for (const [from, to] of changes)
      expect(activeParts(inert.replace(from, to)), to).not.toEqual([])
    expect(activeParts(`${inert}\nalert(1)`)).not.toEqual([])
  })
})

describe('a literal', () => {
  it('is read back by the compiler as the value that was written', () => {
    const plain = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value')),
      ),
    })).value
    fc.assert(
      fc.property(plain, (value) => {
        const source = literal(value)
        if (E.isLeft(source)) throw new Error(source.left)
        const { outputText } = ts.transpileModule(`(${source.right})`, {
          compilerOptions: { target: ts.ScriptTarget.ES2022 },
        })
        expect(runInThisContext(outputText)).toEqual(value)
      }),
      { numRuns: 300 },
    )
  })

  it('of anything else is refused, and so is a key that is no setting', () => {
    for (const value of [{}, { a: 1 }, [{ a: 1 }], NaN, -Infinity, undefined, () => 1, 1n])
      expect(E.isLeft(literal(value))).toBe(true)
    for (const key of ['', 'a b', "a'", '[x]', '__proto__', 'a: 1, b'])
      expect(E.isLeft(field(key, 1))).toBe(true)
  })
})
