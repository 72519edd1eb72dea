import rateLimit from '@fastify/rate-limit'
import type * as tf from '@tensorflow/tfjs'
import Fastify, { type FastifyInstance } from 'fastify'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { isRecord, messageOf } from '../../common/index.ts'
import { askNetwork, type PixelData, predictionOf } from '../../web/index.ts'
import { rasterOfBytes } from '../data/images/openImage.ts'
import { type ModelCard } from '../model/ModelCard.ts'
import { describeNetwork } from '../web-export/describeNetwork.ts'

/** What a scoring server takes at most. */
export interface ServerLimits {
  /** Bytes of a request's body. */
  readonly bytes?: number
  /** Inputs of a request. */
  readonly inputs?: number
  /** Requests of an address in a minute. */
  readonly requests?: number
}

/** What a scoring server takes at most where nothing else is said. */
const defaults: Required<ServerLimits> = {
  bytes: 10e6,
  inputs: 1000,
  requests: 1000,
}

/** Inputs of a request, and whether there was one by itself. */
interface Request {
  readonly inputs: ReadonlyArray<unknown>
  readonly isOne: boolean
}

const expected =
  'The body is JSON, {"input": ...} or {"inputs": [..., ...]}, or of one image the file itself with its content type, as image/png.'

const readBody = (
  body: unknown,
  most: number,
  reads: ModelCard['preparation']['_tag'],
): E.Either<string, Request> => {
  if (Buffer.isBuffer(body))
    return reads === 'Images'
      ? E.right({ inputs: [body], isOne: true })
      : E.left(
          `The network reads ${reads === 'Table' ? 'rows' : 'arrays of numbers'} as JSON, and no images.`,
        )
  if (!isRecord(body)) return E.left(expected)
  const { input, inputs } = body
  if ((input === undefined) === (inputs === undefined)) return E.left(expected)
  if (inputs === undefined) return E.right({ inputs: [input], isOne: true })
  if (!Array.isArray(inputs)) return E.left(expected)
  return inputs.length <= most
    ? E.right({ inputs, isOne: false })
    : E.left(`The request has ${inputs.length} inputs; up to ${most} are taken at once.`)
}

/** Images come as files: in a request by themselves, or within JSON in base64. */
const decodeImages = (
  inputs: ReadonlyArray<unknown>,
): TE.TaskEither<string, ReadonlyArray<unknown>> =>
  pipe(
    [...inputs.entries()],
    TE.traverseSeqArray(([i, input]) => {
      const bytes =
        typeof input === 'string'
          ? Buffer.from(input, 'base64')
          : Buffer.isBuffer(input)
            ? input
            : undefined
      if (bytes === undefined) return TE.right(input)
      return TE.tryCatch(
        async (): Promise<PixelData> => {
          const { values, ...size } = await rasterOfBytes(bytes)
          return { ...size, data: values }
        },
        (error) => `The input holds no image that is read in item ${i + 1}: ${messageOf(error)}.`,
      )
    }),
  )

/**
 * A server that says what a network predicts, each input prepared as the training data was:
 * `POST /predict` takes `{"input": row}`, `{"inputs": [row, ...]}` or an image's file, `GET /network`
 * says what is read and predicted, `GET /health` that it runs. What is wrong with a request is told in
 * `{"error": "..."}` with a status of 4xx.
 */
export const scoringServer = async (
  model: tf.LayersModel,
  card: ModelCard,
  limits: ServerLimits = {},
): Promise<FastifyInstance> => {
  const { bytes, inputs: mostInputs, requests } = { ...defaults, ...limits }
  const { preparation } = card
  const server = Fastify({
    bodyLimit: bytes,
    // Who sends slowly, or not at all, holds up neither others nor the end.
    requestTimeout: 30_000,
    forceCloseConnections: true,
    // Columns may have any name, and rows are only looked through.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
  })
  await server.register(rateLimit, { max: requests, timeWindow: 60_000 })
  server.addContentTypeParser(/^image\//, { parseAs: 'buffer' }, (_, body, done) => {
    done(null, body)
  })
  server.setErrorHandler((error, _, reply) => {
    const status =
      isRecord(error) && typeof error['statusCode'] === 'number' ? error['statusCode'] : 500
    void reply.status(status).send({
      error: status === 415 ? expected : status < 500 ? messageOf(error) : 'The server failed.',
    })
  })
  server.setNotFoundHandler((_, reply) => {
    void reply.status(404).send({ error: 'There are POST /predict, GET /network and GET /health.' })
  })

  // Asked by who watches over the server, however busy it is.
  server.get('/health', { config: { rateLimit: false } }, () => ({ status: 'ok' }))
  server.get('/network', () => ({ about: describeNetwork(card), preparation }))
  server.post('/predict', async ({ body }, reply) => {
    const answer = await pipe(
      TE.fromEither(readBody(body, mostInputs, preparation._tag)),
      TE.bindTo('request'),
      TE.bind('answer', ({ request }) =>
        pipe(
          preparation._tag === 'Images' ? decodeImages(request.inputs) : TE.right(request.inputs),
          TE.chain((inputs) => askNetwork(model, preparation, inputs)),
        ),
      ),
    )()
    if (E.isLeft(answer)) return reply.status(400).send({ error: answer.left })
    const {
      request: { isOne },
      answer: { outputs, notes },
    } = answer.right
    const predictions = outputs.map(predictionOf(preparation.target))
    return isOne ? { prediction: predictions[0], notes } : { predictions, notes }
  })
  return server
}
