/** The value of an attribute of a TensorFlow operation; types are TensorFlow's numbers for them. */
export type AttributeValue =
  | { readonly _tag: 'Text'; readonly value: string }
  | { readonly _tag: 'Int'; readonly value: number }
  | { readonly _tag: 'Ints'; readonly value: ReadonlyArray<number> }
  | { readonly _tag: 'Float'; readonly value: number }
  | { readonly _tag: 'Bool'; readonly value: boolean }
  | { readonly _tag: 'Type'; readonly value: number }
  | { readonly _tag: 'Shape'; readonly value: ReadonlyArray<number> }
  | { readonly _tag: 'Constant'; readonly value: Constant }

/** A tensor that is part of a graph; one number stands for as many as the shape holds. */
export interface Constant {
  /** TensorFlow's number for it. */
  readonly type: number
  readonly shape: ReadonlyArray<number>
  readonly values: Float32Array | Int32Array | Uint8Array
}

/** An operation of a TensorFlow graph. */
export interface GraphNode {
  readonly name: string
  readonly op: string
  /** Outputs of other nodes, `name` or `name:index`; `^name` only runs before. */
  readonly inputs: ReadonlyArray<string>
  readonly attributes: Readonly<Record<string, AttributeValue>>
}
