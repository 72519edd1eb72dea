/** Why a model cannot be written as a TypeScript module, and the layer (or model) that hinders it. */
export interface NotExportable {
  readonly _tag: 'NotExportable'
  readonly layer: string
  readonly message: string
}

/** A {@link NotExportable} with its reason. */
export const notExportable = (layer: string, why: string): NotExportable => ({
  _tag: 'NotExportable',
  layer,
  message: `'${layer}' cannot be written as TypeScript: ${why}.`,
})
