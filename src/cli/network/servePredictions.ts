import * as E from 'fp-ts/lib/Either.js'
import { type AddressInfo } from 'node:net'
import { firstValueFrom } from 'rxjs'
import { messageOf } from '../../common/index.ts'
import { readCard, scoringServer } from '../../node/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, out } from '../output.ts'
import { stopBySignal } from '../session/interruption.ts'
import { loadWithEngine } from './loadWithEngine.ts'

/** Where `rxnas predict --serve` listens. */
export interface ServeOptions {
  readonly port: number
  readonly host: string
}

const urlOf = (at: AddressInfo | string): string =>
  typeof at === 'string'
    ? at
    : `http://${at.address.includes(':') ? `[${at.address}]` : at.address}:${at.port}`

/** Runs `rxnas predict --serve`: answers requests until it is interrupted. */
export const servePredictions = async (
  path: string,
  { port, host }: ServeOptions,
): Promise<number> => {
  const saved = readCard(path)
  if (E.isLeft(saved)) return failedWith(saved.left.message)
  const model = await loadWithEngine(saved.right, path)
  if (E.isLeft(model)) return model.left
  const server = await scoringServer(model.right, saved.right.card)
  try {
    await server.listen({ port, host })
    // As it is, where Fastify would tell 127.0.0.1 of a server that all may reach.
    for (const at of server.addresses())
      out(`listening on ${urlOf(at)}: POST /predict, GET /network, GET /health`)
    await firstValueFrom(stopBySignal)
    note('stopped')
    return status.well
  } catch (error) {
    return failedWith(
      `The server could not listen on ${host}, port ${port}: ${messageOf(error)}. Give another port by --serve PORT, or another address by --host.`,
    )
  } finally {
    await server.close()
    model.right.dispose()
  }
}
