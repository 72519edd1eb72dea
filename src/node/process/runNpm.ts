import { runTool, type ToolOptions, type ToolResult } from './runTool.ts'

/** Runs npm in a folder, without the packages' scripts and without its own chatter. */
export const runNpm = (args: ReadonlyArray<string>, options: ToolOptions): Promise<ToolResult> =>
  runTool(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    [
      ...args,
      '--ignore-scripts',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ],
    options,
  )
