import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { isRecord, shown } from '../../common/index.ts'

/** More layers than any network has that is made by hand or by a search. */
const mostLayers = 10_000

type Fields = ReadonlyMap<string, unknown>

/** A key as tfjs reads it: in camel case. */
const camelCase = (key: string): string =>
  key.length <= 1 ? key : key.replace(/_+(\w|$)/g, (_, next: string) => next.toUpperCase())

/** The fields of an object by the keys that tfjs reads them by, of which no two may be the same. */
const fieldsOf = (record: Readonly<Record<string, unknown>>): E.Either<string, Fields> => {
  const fields = new Map<string, unknown>()
  for (const [key, value] of Object.entries(record)) {
    const name = camelCase(key)
    if (name === '__proto__' || key === '__proto__' || fields.has(name))
      return E.left(`has the field ${shown(key)} twice, or one that nothing may be called`)
    fields.set(name, value)
  }
  return E.right(fields)
}

/** A use of a layer: how many uses of other layers have to be made before it. */
interface Use {
  readonly layer: string
  readonly needs: ReadonlyArray<readonly [layer: string, uses: number]>
}

/** A layer of a graph. */
interface GraphLayer {
  readonly name: string
  readonly isInput: boolean
  readonly uses: ReadonlyArray<Use>
}

const notAsWritten = 'holds layers whose inputs are not as tfjs writes them'

const needOf = (input: unknown): E.Either<string, readonly [string, number]> => {
  const [layer, use] = (Array.isArray(input) ? input : []) as ReadonlyArray<unknown>
  return typeof layer === 'string' && Number.isSafeInteger(use) && Number(use) >= 0
    ? E.right([layer, Number(use) + 1])
    : E.left(notAsWritten)
}

const layerOf = (layer: Fields): E.Either<string, GraphLayer> => {
  const [name, config, nodes] = [layer.get('name'), layer.get('config'), layer.get('inboundNodes')]
  // tfjs finds a layer by either name.
  if (typeof name !== 'string' || !isRecord(config) || config['name'] !== name)
    return E.left(notAsWritten)
  return pipe(
    Array.isArray(nodes) ? E.right<string, ReadonlyArray<unknown>>(nodes) : E.left(notAsWritten),
    E.flatMap(
      E.traverseArray((node) =>
        Array.isArray(node)
          ? E.traverseArray(needOf)(node as ReadonlyArray<unknown>)
          : E.left(notAsWritten),
      ),
    ),
    E.map((uses) => ({
      name,
      isInput: layer.get('className') === 'InputLayer',
      uses: uses.map((needs) => ({ layer: name, needs })),
    })),
  )
}

/** What keeps a graph from being built layer by layer, as tfjs does it. */
const faultOf = (layers: ReadonlyArray<GraphLayer>): string | undefined => {
  // An input is there before anything is used.
  const made = new Map(layers.map(({ name, isInput }) => [name, isInput ? 1 : 0]))
  if (made.size < layers.length) return 'has two layers of one name'
  let waiting = layers.flatMap(({ uses }) => uses)
  while (waiting.length > 0) {
    const still = waiting.filter(({ layer, needs }) => {
      if (needs.some(([name, uses]) => (made.get(name) ?? 0) < uses)) return true
      made.set(layer, (made.get(layer) ?? 0) + 1)
      return false
    })
    if (still.length === waiting.length)
      return `has a layer ${shown(still[0]?.layer)} whose inputs can never be made: they lead back to it, or are not there`
    waiting = still
  }
  return undefined
}

const graphFault = (layers: ReadonlyArray<unknown>): string | undefined => {
  const read = pipe(
    layers,
    E.traverseArray((layer) =>
      isRecord(layer) ? pipe(fieldsOf(layer), E.flatMap(layerOf)) : E.left(notAsWritten),
    ),
  )
  return E.isLeft(read) ? read.left : faultOf(read.right)
}

const isGraph = (layers: ReadonlyArray<unknown>): boolean =>
  layers.some(
    (layer) =>
      isRecord(layer) && Object.keys(layer).some((key) => camelCase(key) === 'inboundNodes'),
  )

/**
 * What keeps a network from being built where tfjs would try for ever: a graph of layers that leads
 * back to itself, or names inputs that it does not have. `undefined` where there is nothing of that
 * kind; the rest tfjs says itself.
 */
export const unbuildable = (topology: unknown): string | undefined => {
  const parts: Array<unknown> = [topology]
  let count = 0
  while (parts.length > 0) {
    const part = parts.pop()
    if (Array.isArray(part)) for (const item of part as ReadonlyArray<unknown>) parts.push(item)
    if (!isRecord(part)) continue
    const fields = fieldsOf(part)
    if (E.isLeft(fields)) return fields.left
    const layers = fields.right.get('layers')
    if (Array.isArray(layers)) {
      count += layers.length
      if (count > mostLayers) return `has more than ${mostLayers} layers`
      const fault = isGraph(layers) ? graphFault(layers) : undefined
      if (fault !== undefined) return fault
    }
    for (const value of fields.right.values()) parts.push(value)
  }
  return undefined
}
