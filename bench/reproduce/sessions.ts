import * as E from 'fp-ts/lib/Either.js'
import { flow } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync } from 'node:fs'
import { type Observable, throwError } from 'rxjs'
import { type Budget, constant, type Json } from '../../src/core.ts'
import { nodePorts, thisMachine } from '../../src/node/index.ts'
import * as session from '../../src/session/index.ts'
import { type FamilyReference, familyByName } from '../../src/tfjs/index.ts'
import { article } from './article.ts'
import { curveTrainer } from './curveWorker.ts'
import { type Basis } from './experiment.ts'

type Events = Observable<session.SessionEvent>

/** How an experiment trains. */
export interface How {
  readonly threads: number
  readonly poolStride: 'one' | 'size'
}

/** Sessions share the data, and a final training measures the network at each epoch and saves it nowhere. */
const portsOn = ({ data, images }: Basis, how: How): session.SessionPorts => {
  const options = { dataFolder: data.location, trainExamples: images, ...how }
  return {
    ...nodePorts,
    engine: () => TE.right(undefined),
    data: { open: () => TE.right(data), close: () => T.of(undefined) },
    trainers: { ...nodePorts.trainers, final: () => curveTrainer(options) },
    results: { ...nodePorts.results, saveCard: () => TE.right(undefined) },
  }
}

/** Trains one of the article's networks: `FinalProgress` tells each epoch's end, `Finished` what the last came to. */
export const trainNetwork =
  (basis: Basis, { threads, poolStride }: How) =>
  (architecture: Json, budget: Budget, seed: number): Events => {
    const settings = { layers: article.search.layers, poolStride }
    const family = familyByName('article', settings)
    // The space of the article's policy has no learning rate, which the networks of its table have.
    const space = constant(architecture)
    const forTask = flow(
      family.forTask,
      E.map((children) => ({ ...children, space })),
    )
    const reference: FamilyReference = { _tag: 'Named', name: 'article', settings }
    const network = { family: { ...family, forTask }, reference, architecture, name: 'network' }
    const training = { ...network, budget, seed, threads, search: null, model: '' }
    const request = { ...training, source: basis.data.prepared.source, dataOptions: {} }
    return session.runTraining(portsOn(basis, { threads, poolStride }), request, basis.stop$)
  }

/** A search by settings: begun, or gone on with where its journal lies there. */
export const searchBy = (basis: Basis, how: How, settings: session.SearchConfig): Events => {
  const given = session.givenBy(settings, 'in npm run reproduce')
  const saved = session.savedOf(given, undefined, process.cwd())
  const plan = session.planSearch({ given, own: {}, file: undefined }, {}, thisMachine())
  if (E.isLeft(plan)) return throwError(() => plan.left)
  const begun = existsSync(plan.right.journal) ? 'Resumed' : 'New'
  const request = { plan: plan.right, how: begun, saved } as const
  return session.runSession(portsOn(basis, how), request, basis.stop$)
}
