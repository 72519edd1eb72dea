import { readSystemFile } from '../files/index.ts'
import { runTool } from '../process/runTool.ts'

/** The memory that a process holds, in bytes; `undefined` where it is gone or cannot be asked. */
export const residentMemory = async (pid: number): Promise<number | undefined> => {
  if (process.platform === 'linux') {
    const status = readSystemFile(`/proc/${pid}/status`)
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  }
  if (process.platform === 'win32') return undefined
  const ps = await runTool('ps', ['-o', 'rss=', '-p', String(pid)])
  const kilobytes = Number(ps.output)
  return ps.status === 0 && Number.isFinite(kilobytes) ? kilobytes * 1024 : undefined
}
