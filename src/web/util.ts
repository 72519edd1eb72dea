// Stands for Node's `util` in what is bundled, as far as tfjs asks for it: the same in every engine.
const { TextDecoder, TextEncoder } = globalThis

const types = {
  isFloat32Array: (value: unknown): boolean => value instanceof Float32Array,
  isInt32Array: (value: unknown): boolean => value instanceof Int32Array,
  isUint8Array: (value: unknown): boolean => value instanceof Uint8Array,
  isUint8ClampedArray: (value: unknown): boolean => value instanceof Uint8ClampedArray,
}

export { TextDecoder, TextEncoder, types }
