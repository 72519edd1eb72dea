import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The first of some commands that the PATH has. */
export const firstOnPath = (
  commands: ReadonlyArray<string>,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined =>
  commands.find((command) =>
    (environment['PATH'] ?? '').split(delimiter).some((folder) => {
      if (folder === '') return false
      try {
        accessSync(join(folder, command), constants.X_OK)
        return true
      } catch {
        return false
      }
    }),
  )
