import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { throwError } from 'rxjs'
import { nodePorts, trainingRequest } from '../../node/index.ts'
import { runTraining, type SettingValues } from '../../session/index.ts'
import { showSession } from '../session/showSession.ts'

/** Runs `rxnas train`: trains a found architecture from the start on a data set, and tests it once. */
export const train = async (
  path: string,
  values: SettingValues,
  config?: string,
): Promise<number> =>
  pipe(
    await trainingRequest(path, values, config)(),
    E.match(
      (error) => showSession(() => throwError(() => error), { json: false }),
      (request) =>
        showSession((commands$) => runTraining(nodePorts, request, commands$), { json: false }),
    ),
  )
