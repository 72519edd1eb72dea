import { homedir, platform } from 'node:os'
import { join } from 'node:path'

/**
 * The folder for what rxnas keeps once per user: the engine and data sets. `RXNAS_CACHE` moves it.
 */
export const cacheFolder = (environment: NodeJS.ProcessEnv = process.env): string => {
  const told = environment['RXNAS_CACHE']
  if (told !== undefined && told !== '') return told
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Caches', 'rxnas')
  if (platform() === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'rxnas')
  const xdg = environment['XDG_CACHE_HOME']
  return join(xdg === undefined || xdg === '' ? join(homedir(), '.cache') : xdg, 'rxnas')
}
