import * as t from 'io-ts'
import { cutMessage } from '../common/index.ts'

/** Why a candidate is no architecture of its space. */
export interface InvalidArchitecture {
  readonly _tag: 'InvalidArchitecture'
  /** Where in the candidate, as `layers.0.kernel`; empty for the whole. */
  readonly path: string
  /** What is wrong there, a sentence. */
  readonly message: string
}

/** Codec of {@link InvalidArchitecture}. */
export const InvalidArchitecture: t.Type<InvalidArchitecture, unknown> = t.readonly(
  t.strict({ _tag: t.literal('InvalidArchitecture'), path: t.string, message: t.string }),
)

/** An {@link InvalidArchitecture} at a path. */
export const invalidArchitecture = (path: string, message: string): InvalidArchitecture => ({
  _tag: 'InvalidArchitecture',
  path,
  message: cutMessage(message),
})
