import { firstOnPath } from '../process/firstOnPath.ts'
import { runTool } from '../process/runTool.ts'

/** A command and the arguments that make it pip. */
export type Pip = readonly [command: string, ...before: ReadonlyArray<string>]

/** The ways to call pip, best first. */
const pips: ReadonlyArray<Pip> = [
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['pip3'],
  ['pip'],
  ['uv', 'tool', 'run', 'pip'],
]

/** The first pip that runs. */
export const findPip = async (): Promise<Pip | undefined> => {
  for (const pip of pips) {
    const [command, ...before] = pip
    if (firstOnPath([command]) === undefined) continue
    const asked = await runTool(command, [...before, '--version'])
    if (asked.ended === 'exited' && asked.status === 0) return pip
  }
  return undefined
}
