import { type Cnn1dLayer } from '../../index.ts'

const isLayer = (u: unknown): u is Cnn1dLayer =>
  typeof u === 'object' &&
  u !== null &&
  ['kernel', 'filters', 'pool'].every((name) => typeof Reflect.get(u, name) === 'number')

const showLayer = (layer: Cnn1dLayer): string =>
  [
    `${layer.kernel}x${layer.filters}`,
    layer.pool === 1 ? '' : ` pool ${layer.pool}`,
    // An encoded layer of the article's space has no dropout.
    ((layer as Partial<Cnn1dLayer>).dropout ?? 0) === 0 ? '' : ` drop ${layer.dropout}`,
  ].join('')

/**
 * An architecture in a line: `5x32 pool 2 > 7x64 drop 0.1` for a 1-D convolutional child (kernel x
 * filters), JSON for any other.
 */
export const showArchitecture = (architecture: unknown): string => {
  const layers: unknown =
    typeof architecture === 'object' && architecture !== null
      ? Reflect.get(architecture, 'layers')
      : undefined
  return Array.isArray(layers) && layers.length > 0 && layers.every(isLayer)
    ? layers.map(showLayer).join(' > ')
    : JSON.stringify(architecture)
}

/** The architecture that a key stands for, in a line. */
export const showKey = (key: string): string => {
  try {
    return showArchitecture(JSON.parse(key))
  } catch {
    return key
  }
}
