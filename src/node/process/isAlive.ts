import { errorCode } from './errorCode.ts'

/** Whether a process of that id runs, as far as this user may ask. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It runs, and belongs to somebody else.
    return errorCode(error) === 'EPERM'
  }
}
