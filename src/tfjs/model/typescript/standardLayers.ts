import type * as tf from '@tensorflow/tfjs'

/** How a standard layer is made, and the settings that are written even where they are defaults. */
export interface StandardLayer {
  readonly factory: keyof typeof tf.layers
  readonly essential: ReadonlyArray<string>
}

const made = (
  factory: keyof typeof tf.layers,
  ...essential: ReadonlyArray<string>
): StandardLayer => ({ factory, essential })

/** The layers that can be written, by their class names. Wrappers and bare cells are not among them. */
export const standardLayers: ReadonlyMap<string, StandardLayer> = new Map([
  ['Conv1D', made('conv1d', 'filters', 'kernelSize')],
  ['Conv2D', made('conv2d', 'filters', 'kernelSize')],
  ['Conv3D', made('conv3d', 'filters', 'kernelSize')],
  ['Conv2DTranspose', made('conv2dTranspose', 'filters', 'kernelSize')],
  ['Conv3DTranspose', made('conv3dTranspose', 'filters', 'kernelSize')],
  ['DepthwiseConv2D', made('depthwiseConv2d', 'kernelSize')],
  ['SeparableConv2D', made('separableConv2d', 'filters', 'kernelSize')],
  ['Dense', made('dense', 'units')],
  ['Embedding', made('embedding', 'inputDim', 'outputDim')],
  ['SimpleRNN', made('simpleRNN', 'units')],
  ['LSTM', made('lstm', 'units')],
  ['GRU', made('gru', 'units')],
  ['BatchNormalization', made('batchNormalization')],
  ['LayerNormalization', made('layerNormalization')],
  ['Activation', made('activation', 'activation')],
  ['ReLU', made('reLU')],
  ['LeakyReLU', made('leakyReLU', 'alpha')],
  ['PReLU', made('prelu')],
  ['ELU', made('elu')],
  ['ThresholdedReLU', made('thresholdedReLU', 'theta')],
  ['Softmax', made('softmax')],
  ['MaxPooling1D', made('maxPooling1d', 'poolSize')],
  ['MaxPooling2D', made('maxPooling2d', 'poolSize')],
  ['MaxPooling3D', made('maxPooling3d', 'poolSize')],
  ['AveragePooling1D', made('averagePooling1d', 'poolSize')],
  ['AveragePooling2D', made('averagePooling2d', 'poolSize')],
  ['AveragePooling3D', made('averagePooling3d', 'poolSize')],
  ['GlobalMaxPooling1D', made('globalMaxPooling1d')],
  ['GlobalMaxPooling2D', made('globalMaxPooling2d')],
  ['GlobalAveragePooling1D', made('globalAveragePooling1d')],
  ['GlobalAveragePooling2D', made('globalAveragePooling2d')],
  ['ZeroPadding2D', made('zeroPadding2d', 'padding')],
  ['Cropping2D', made('cropping2D', 'cropping')],
  ['UpSampling2D', made('upSampling2d', 'size')],
  ['Flatten', made('flatten')],
  ['Reshape', made('reshape', 'targetShape')],
  ['Permute', made('permute', 'dims')],
  ['RepeatVector', made('repeatVector', 'n')],
  ['Masking', made('masking')],
  ['Rescaling', made('rescaling', 'scale')],
  ['Dropout', made('dropout', 'rate')],
  ['SpatialDropout1D', made('spatialDropout1d', 'rate')],
  ['AlphaDropout', made('alphaDropout', 'rate')],
  ['GaussianDropout', made('gaussianDropout', 'rate')],
  ['GaussianNoise', made('gaussianNoise', 'stddev')],
  ['Add', made('add')],
  ['Average', made('average')],
  ['Maximum', made('maximum')],
  ['Minimum', made('minimum')],
  ['Multiply', made('multiply')],
  ['Dot', made('dot', 'axes')],
  ['Concatenate', made('concatenate')],
])
