import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { parseJson } from '../../common/index.ts'

const refined = <A>(name: string, is: (u: unknown) => u is A): t.Type<A, A> =>
  new t.Type(name, is, (u, c) => (is(u) ? t.success(u) : t.failure(u, c)), t.identity)

/** A whole number from 0. */
const Count = refined('Count', (u): u is number => Number.isSafeInteger(u) && Number(u) >= 0)

/** The name of a file in the same folder, and nothing else: no path. */
const PlainName = refined(
  'PlainName',
  (u): u is string =>
    typeof u === 'string' && u !== '' && u !== '.' && u !== '..' && !/[/\\\0]/.test(u),
)

const Dtype = t.keyof({ float32: null, int32: null, bool: null })
const Group = t.keyof({ model: null, optimizer: null })
const FewerBits = t.keyof({ float16: null, uint8: null, uint16: null })

/** Bytes of a number of each type that weights are stored in. */
const bytesOfType: Readonly<Record<t.TypeOf<typeof Dtype> | t.TypeOf<typeof FewerBits>, number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  float16: 2,
  uint16: 2,
  uint8: 1,
}

/** Weights in fewer bits: whole numbers with what makes weights of them, or halves of numbers. */
const Quantization = t.intersection([
  t.type({ dtype: FewerBits }),
  t.partial({ min: t.number, scale: t.number }),
])

const WeightSpec = t.readonly(
  t.intersection([
    t.type({ name: t.string, shape: t.array(Count), dtype: Dtype }),
    t.partial({ group: Group, quantization: Quantization }),
  ]),
)

/** A model's file, `model.json`, as far as it is looked at before tfjs builds the model. */
const ModelJson = t.readonly(
  t.type({
    modelTopology: t.UnknownRecord,
    weightsManifest: t.readonlyArray(
      t.type({ paths: t.readonlyArray(PlainName), weights: t.readonlyArray(WeightSpec) }),
    ),
  }),
)

/** What a model's file says: the network, and the files that hold its weights one after another. */
export interface ModelFile {
  readonly topology: Record<string, unknown>
  /** Plain names of files in the model's folder. */
  readonly files: ReadonlyArray<string>
  readonly weights: ReadonlyArray<t.TypeOf<typeof WeightSpec>>
  /** Bytes that all files have together. */
  readonly bytes: number
}

const bytesOf = ({ shape, dtype, quantization }: t.TypeOf<typeof WeightSpec>): number =>
  shape.reduce((a, b) => a * b, 1) * bytesOfType[quantization?.dtype ?? dtype]

const whereOf = (errors: t.Errors): string =>
  (errors[0]?.context ?? [])
    .map(({ key }) => key)
    .filter((key) => key !== '')
    .join('.')

/** Reads the text of a model's file. `Left` says what is wrong with it. */
export const parseModelFile = (text: string): E.Either<string, ModelFile> =>
  pipe(
    parseJson(text),
    E.flatMap((json) =>
      pipe(
        ModelJson.decode(json),
        E.mapLeft(
          (errors) => `is not that of a LayersModel of tfjs, at ${whereOf(errors) || 'the top'}`,
        ),
      ),
    ),
    E.map(({ modelTopology, weightsManifest }) => {
      const weights = weightsManifest.flatMap((group) => group.weights)
      return {
        topology: modelTopology,
        files: weightsManifest.flatMap(({ paths }) => paths),
        weights,
        bytes: weights.reduce((sum, spec) => sum + bytesOf(spec), 0),
      }
    }),
  )
