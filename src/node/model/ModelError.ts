import { messageOf } from '../../common/index.ts'

/** Why a model was not saved or not loaded. */
export interface ModelError {
  readonly _tag: 'ModelError'
  readonly message: string
}

/** A {@link ModelError} of what failed where. */
export const modelError = (what: string, folder: string, error: unknown): ModelError => ({
  _tag: 'ModelError',
  message: `The model could not be ${what} ${folder}: ${messageOf(error)}.`,
})
