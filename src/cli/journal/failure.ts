import { messageOf } from '../../common/index.ts'
import { failedWith } from '../exitStatus.ts'

/** Prints what a stream errored with, and gives the status: expected failures carry their message. */
export const failedBy = (error: unknown): number => failedWith(messageOf(error))
