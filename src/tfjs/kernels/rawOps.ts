import * as tf from '@tensorflow/tfjs'
import {
  boolAttribute,
  intAttribute,
  type NativeBackend,
  type OpAttribute,
  stringAttribute,
  typeAttribute,
} from './native.ts'

type Shape = ReadonlyArray<number>

/** The size of the first dimension. */
export const rowsOf = (x: tf.Tensor): number => x.shape[0]

/**
 * TensorFlow's kernels without tfjs around them: no tape, no casts, one crossing each. Tensors come
 * and go in float32 by default; whoever calls frees what it gets.
 */
export interface RawOps {
  readonly add: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor
  readonly sub: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor
  readonly mul: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor
  readonly maximum: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor
  readonly relu: (x: tf.Tensor) => tf.Tensor
  /** `gradient` where `feature` is above 0, and else 0. */
  readonly reluGrad: (gradient: tf.Tensor, feature: tf.Tensor) => tf.Tensor
  /** Adds a vector to the last dimension. */
  readonly biasAdd: (x: tf.Tensor, bias: tf.Tensor) => tf.Tensor
  /** Sums over all dimensions but the last. */
  readonly biasAddGrad: (gradient: tf.Tensor) => tf.Tensor
  /** Sums over the first dimension. */
  readonly sumRows: (x: tf.Tensor) => tf.Tensor
  /** Means over the first dimension. */
  readonly meanRows: (x: tf.Tensor) => tf.Tensor
  readonly reshape: (x: tf.Tensor, shape: Shape) => tf.Tensor
  readonly reshapeComplex: (x: tf.Tensor, shape: Shape) => tf.Tensor
  /** Rows `from` to `to` (exclusive); they share memory with `x` where they begin at an aligned place. */
  readonly rows: (x: tf.Tensor, from: number, to: number) => tf.Tensor
  readonly slice: (x: tf.Tensor, from: Shape, size: Shape) => tf.Tensor
  readonly concat: (parts: ReadonlyArray<tf.Tensor>, axis: number) => tf.Tensor
  /** Puts rows of a value before and after. */
  readonly padRows: (x: tf.Tensor, before: number, after: number, value: number) => tf.Tensor
  readonly transpose: (x: tf.Tensor, order: Shape) => tf.Tensor
  readonly transposeComplex: (x: tf.Tensor, order: Shape) => tf.Tensor
  /** Products of the matrices in the last two dimensions, of which either may be transposed. */
  readonly matMul: (a: tf.Tensor, b: tf.Tensor, transposed?: Transposed) => tf.Tensor
  /** The same of complex matrices, of which either may be conjugated and transposed. */
  readonly matMulComplex: (a: tf.Tensor, b: tf.Tensor, transposed?: Transposed) => tf.Tensor
  /** Real numbers [rows, length] to complex frequencies [rows, length / 2 + 1]. */
  readonly rfft: (x: tf.Tensor, length: number) => tf.Tensor
  readonly irfft: (x: tf.Tensor, length: number) => tf.Tensor
  /** The gradient by its input of a convolution at stride 1, VALID, whose input has a shape. */
  readonly convolutionInputGrad: (shape: Shape, filter: tf.Tensor, gradient: tf.Tensor) => tf.Tensor
  /** A convolution of [batch, height, width, channels] at stride 1, VALID. */
  readonly convolution: (x: tf.Tensor, filter: tf.Tensor) => tf.Tensor
}

/** Which factor of a product is transposed first. */
export interface Transposed {
  readonly a?: boolean
  readonly b?: boolean
}

const create = (native: NativeBackend): RawOps => {
  const float = typeAttribute(native, 'T', 'TF_FLOAT')
  const complex = typeAttribute(native, 'T', 'TF_COMPLEX64')
  const nhwc = stringAttribute(native, 'data_format', 'NHWC')
  const int32 = (name: string): OpAttribute => typeAttribute(native, name, 'TF_INT32')
  const index = int32('Index')
  const ofFourier = [
    typeAttribute(native, 'Treal', 'TF_FLOAT'),
    typeAttribute(native, 'Tcomplex', 'TF_COMPLEX64'),
  ]
  const reduction = [float, int32('Tidx'), boolAttribute(native, 'keep_dims', false)]
  const convolution = [
    float,
    intAttribute(native, 'strides', [1, 1, 1, 1]),
    stringAttribute(native, 'padding', 'VALID'),
    nhwc,
    boolAttribute(native, 'use_cudnn_on_gpu', true),
    intAttribute(native, 'dilations', [1, 1, 1, 1]),
  ]
  const run = (
    name: string,
    attributes: ReadonlyArray<OpAttribute>,
    ...inputs: ReadonlyArray<tf.Tensor>
  ): tf.Tensor => native.executeSingleOutput(name, attributes, inputs)
  /** Runs an operation that takes whole numbers after its tensors. */
  const runWith = (
    name: string,
    attributes: ReadonlyArray<OpAttribute>,
    tensors: ReadonlyArray<tf.Tensor>,
    ...numbers: ReadonlyArray<Shape | number>
  ): tf.Tensor => {
    const given = numbers.map((n) =>
      typeof n === 'number' ? tf.scalar(n, 'int32') : tf.tensor1d([...n], 'int32'),
    )
    const result = run(name, attributes, ...tensors, ...given)
    tf.dispose(given)
    return result
  }
  const zeros = (x: tf.Tensor): ReadonlyArray<number> => x.shape.slice(1).map(() => 0)

  const multiply =
    (type: OpAttribute, adjoint: boolean) =>
    (a: tf.Tensor, b: tf.Tensor, transposed: Transposed = {}): tf.Tensor =>
      a.rank === 2 && !adjoint
        ? run(
            'MatMul',
            [
              type,
              boolAttribute(native, 'transpose_a', transposed.a === true),
              boolAttribute(native, 'transpose_b', transposed.b === true),
            ],
            a,
            b,
          )
        : run(
            'BatchMatMulV2',
            [
              type,
              boolAttribute(native, 'adj_x', transposed.a === true),
              boolAttribute(native, 'adj_y', transposed.b === true),
            ],
            a,
            b,
          )
  const slice: RawOps['slice'] = (x, from, size) =>
    runWith('Slice', [float, index], [x], from, size)
  const transposed =
    (type: OpAttribute) =>
    (x: tf.Tensor, order: Shape): tf.Tensor =>
      runWith('Transpose', [type, int32('Tperm')], [x], order)

  return {
    add: (a, b) => run('AddV2', [float], a, b),
    sub: (a, b) => run('Sub', [float], a, b),
    mul: (a, b) => run('Mul', [float], a, b),
    maximum: (a, b) => run('Maximum', [float], a, b),
    relu: (x) => run('Relu', [float], x),
    reluGrad: (gradient, feature) => run('ReluGrad', [float], gradient, feature),
    biasAdd: (x, bias) => run('BiasAdd', [float, nhwc], x, bias),
    biasAddGrad: (gradient) => run('BiasAddGrad', [float, nhwc], gradient),
    sumRows: (x) => runWith('Sum', reduction, [x], [0]),
    meanRows: (x) => runWith('Mean', reduction, [x], [0]),
    reshape: (x, shape) => runWith('Reshape', [float, int32('Tshape')], [x], shape),
    reshapeComplex: (x, shape) => runWith('Reshape', [complex, int32('Tshape')], [x], shape),
    slice,
    rows: (x, from, to) => slice(x, [from, ...zeros(x)], [to - from, ...x.shape.slice(1)]),
    concat: (parts, axis) =>
      // The kernel takes two or more.
      parts.length === 1
        ? run('Identity', [float], ...parts)
        : runWith(
            'ConcatV2',
            [float, intAttribute(native, 'N', parts.length), int32('Tidx')],
            parts,
            axis,
          ),
    padRows: (x, before, after, value) =>
      tf.tidy(() =>
        run(
          'PadV2',
          [float, int32('Tpaddings')],
          x,
          tf.tensor2d(
            [[before, after], ...x.shape.slice(1).map(() => [0, 0])],
            [x.rank, 2],
            'int32',
          ),
          tf.scalar(value),
        ),
      ),
    transpose: transposed(float),
    transposeComplex: transposed(complex),
    matMul: multiply(float, false),
    matMulComplex: multiply(complex, true),
    rfft: (x, length) => runWith('RFFT', ofFourier, [x], [length]),
    irfft: (x, length) => runWith('IRFFT', ofFourier, [x], [length]),
    convolution: (x, filter) => run('Conv2D', convolution, x, filter),
    convolutionInputGrad: (shape, filter, gradient) => {
      const sizes = tf.tensor1d([...shape], 'int32')
      const result = run('Conv2DBackpropInput', convolution, sizes, filter, gradient)
      sizes.dispose()
      return result
    },
  }
}

const made = new WeakMap<NativeBackend, RawOps>()

/** The raw operations of a backend. */
export const rawOps = (native: NativeBackend): RawOps => {
  const ops = made.get(native) ?? create(native)
  made.set(native, ops)
  return ops
}
