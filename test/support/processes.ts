import { readFileSync } from 'node:fs'
import { expect, vi } from 'vitest'

/** Whether a process runs; one that is dead and that nobody has waited for yet does not. */
export const isAlive = (pid: number): boolean => {
  try {
    return process.platform === 'linux'
      ? !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
      : process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Waits for a condition, for as long as a busy machine may take. */
export const until = async (holds: () => boolean): Promise<void> => {
  await vi.waitUntil(holds, { timeout: 60_000, interval: 20 })
  expect(holds()).toBe(true)
}
