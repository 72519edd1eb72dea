import { vi } from 'vitest'

/** What a command has printed, and the status that it ended with. */
export interface Ran {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
}

const exitStatus = (): number => Number(process.exitCode ?? 0)

/** Runs what prints and sets an exit code in this process, as if a folder were its working folder. */
export const captured = async (folder: string, what: () => Promise<unknown>): Promise<Ran> => {
  const printed = { stdout: '', stderr: '' }
  const before = { folder: process.cwd(), code: process.exitCode }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      printed[name] += String(chunk)
      return true
    }),
  )
  process.chdir(folder)
  process.exitCode = 0
  try {
    await what()
    return { ...printed, status: exitStatus() }
  } finally {
    process.chdir(before.folder)
    process.exitCode = before.code
    for (const spy of spies) spy.mockRestore()
  }
}
