import { failedWith } from '../exitStatus.ts'

/** Tells what a stream errored with, and gives the status: expected failures carry their message. */
export const failedBy = (error: unknown): number => {
  const message: unknown = Reflect.get(Object(error), 'message')
  return failedWith(typeof message === 'string' ? message : String(error))
}
