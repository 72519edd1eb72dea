import { Command } from 'commander'
import { readAnyJournal } from '../../node/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, out } from '../output.ts'
import { journalArgument, journalFile } from './journalFile.ts'
import { renderStory } from './renderStory.ts'
import { addLine, emptyStory } from './story.ts'

const show = async (run: string): Promise<number> => {
  const path = journalFile(run)
  let story = emptyStory
  let failure: string | undefined
  for await (const read of readAnyJournal(path)) {
    if (read._tag === 'Line') story = addLine(story, read.line)
    else if (read._tag === 'Stopped') failure = read.error.message
    else note(`Its last line is torn (${read.bytes} bytes); resuming cuts it off.`)
  }
  if (story.header !== undefined) for (const line of renderStory(path, story)) out(line)
  return failure === undefined ? status.well : failedWith(failure)
}

/** `rxnas show`. */
export const showCommand = (): Command =>
  new Command('show')
    .description('Tells the story of a search in one screen, from its journal alone.')
    .argument(...journalArgument)
    .action(async (run: string) => {
      process.exitCode = await show(run)
    })
