import * as tf from '@tensorflow/tfjs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useBackend } from '../../support/backends.ts'
import { type ModelCard, scoringServer, type ServerLimits } from '../../../src/node/index.ts'

/** What of a card the server reads. */
const cardOf = (preparation: ModelCard['preparation']): ModelCard =>
  ({
    created: '2026-01-02T03:04:05Z',
    data: { source: '/somewhere/rows.csv', train: 8, validation: 1, test: 1 },
    preparation,
    metrics: { testAccuracy: 0.9, constantAccuracy: 0.5 },
  }) as unknown as ModelCard

const target = { _tag: 'Classes', names: ['lo', 'hi'] } as const
const rows = cardOf({
  _tag: 'Table',
  columns: [
    { _tag: 'Number', name: '__proto__', mean: 10, deviation: 2, flagged: false },
    { _tag: 'Category', name: 'city', values: ['Köln', 'Rome'] },
  ],
  target,
  targetColumn: 'kind',
})
const pictures = cardOf({
  _tag: 'Images',
  ...{ height: 2, width: 2, channels: 1 },
  target,
  resampling: 'area',
})

const networks: Array<tf.LayersModel> = []
/** A network whose second class is the likelier, the larger its first input. */
const network = (inputs: number): tf.LayersModel => {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [inputs],
        units: 2,
        activation: 'softmax',
        weights: [
          tf.tensor2d(
            Array.from({ length: 2 * inputs }, (_, i) => (i === 1 ? 3 : 0)),
            [inputs, 2],
          ),
          tf.zeros([2]),
        ],
      }),
    ],
  })
  networks.push(model)
  return model
}
afterAll(() => {
  for (const model of networks) model.dispose()
})

type Server = Awaited<ReturnType<typeof scoringServer>>

describe('a scoring server', () => {
  let server: Server
  const ask = async (payload: unknown, on: Server = server) => {
    const { statusCode, body } = await on.inject({
      method: 'POST',
      url: '/predict',
      headers: { 'content-type': 'application/json' },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    })
    return { status: statusCode, said: JSON.parse(body) as unknown }
  }
  beforeAll(async () => {
    await useBackend('cpu')
    server = await scoringServer(network(3), rows)
    return () => server.close()
  })

  it('says of a row its class and probabilities, prepared as in training', async () => {
    const { status, said } = await ask('{"input": {"__proto__": "14", "city": "Rome"}}')
    expect(status).toBe(200)
    const likely = 1 / (1 + Math.exp(-6))
    expect(said).toEqual({
      prediction: {
        ...{ _tag: 'Class', label: 'hi', probability: expect.closeTo(likely, 5) as number },
        probabilities: [
          { label: 'lo', probability: expect.closeTo(1 - likely, 5) as number },
          { label: 'hi', probability: expect.closeTo(likely, 5) as number },
        ],
      },
      notes: [],
    })
  })

  it('says of several rows theirs, with a note on what is odd', async () => {
    const { said } = await ask(
      '{"inputs": [{"__proto__": 6, "city": "Rome"}, {"__proto__": 13, "city": "Oslo"}]}',
    )
    expect(said).toMatchObject({ predictions: [{ label: 'lo' }, { label: 'hi' }] })
    expect((said as { notes: ReadonlyArray<string> }).notes.join()).toMatch(/Oslo/)
    expect(await ask({ inputs: [] })).toEqual({ status: 200, said: { predictions: [], notes: [] } })
  })

  it.each([
    ['a cell that is no number', '{"input": {"__proto__": "x", "city": "Rome"}}', /"x" in item 1/],
    ['a column that is missing', { input: { city: 'Rome' } }, /no column "__proto__"/],
    ['what is no row', { input: 5 }, /holds no object in item 1/],
    ['nothing', {}, /The body is JSON, \{"input"/],
    ['both forms', { input: {}, inputs: [] }, /The body is JSON/],
    ['a list', [1], /The body is JSON/],
    ['no JSON', '{', /JSON/],
  ])('refuses %s with words', async (_, payload, words) => {
    const { status, said } = await ask(payload)
    expect(status).toBe(400)
    expect((said as { error: string }).error).toMatch(words)
  })

  it('says what it reads, and that it runs', async () => {
    expect((await server.inject('/health')).json()).toEqual({ status: 'ok' })
    const { body } = await server.inject('/network')
    expect(body).toContain('Test accuracy 0.9')
    // Folders of whoever trained it are nobody's business.
    expect(body).not.toContain('somewhere')
    expect((await server.inject('/../etc/passwd')).statusCode).toBe(404)
  })

  const limited = (limits: ServerLimits): Promise<Server> => scoringServer(network(3), rows, limits)

  it('takes no more than its limits', async () => {
    const few = await limited({ bytes: 100, inputs: 1, requests: 4 })
    const row = { city: 'Rome' }
    expect(await ask({ inputs: [row, row] }, few)).toMatchObject({
      status: 400,
      said: { error: 'The request has 2 inputs; up to 1 are taken at once.' },
    })
    expect((await ask({ inputs: [{ city: 'Rome'.repeat(50) }] }, few)).status).toBe(413)
    await ask({}, few)
    await ask({}, few)
    expect((await ask({}, few)).status).toBe(429)
    await few.close()
  })

  it('reads no image where the network reads rows', async () => {
    const { statusCode, body } = await server.inject({
      method: 'POST',
      url: '/predict',
      headers: { 'content-type': 'image/png' },
      payload: Buffer.from('any'),
    })
    expect([statusCode, body]).toEqual([400, expect.stringMatching(/rows as JSON, and no images/)])
  })

  it('reads images as files, alone or in base64', async () => {
    const own = await scoringServer(network(4), pictures)
    const image = (bright: number) =>
      sharp({
        create: {
          width: 9,
          height: 5,
          channels: 3,
          background: { r: bright, g: bright, b: bright },
        },
      })
        .png()
        .toBuffer()
    const sent = await own.inject({
      method: 'POST',
      url: '/predict',
      headers: { 'content-type': 'image/png' },
      payload: await image(255),
    })
    expect(sent.json()).toMatchObject({ prediction: { label: 'hi' } })
    const inputs = [(await image(255)).toString('base64'), 'no image']
    expect(await ask({ inputs: inputs.slice(0, 1) }, own)).toMatchObject({
      said: { predictions: [{ label: 'hi' }] },
    })
    expect(await ask({ inputs }, own)).toMatchObject({
      status: 400,
      said: { error: expect.stringMatching(/no image that is read in item 2/) as string },
    })
    await own.close()
  })
})
