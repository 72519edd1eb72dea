import { readSystemFile } from '../files/index.ts'

/**
 * When a process began, as a text that no other process of its number has had since the machine was
 * started; empty where the system does not tell.
 */
export const startTimeOf = (pid: number): string => {
  const stat = readSystemFile(`/proc/${pid}/stat`)
  // The name of the program, in parentheses, may hold spaces; the time is the 22nd field of all.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
