import { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { status } from '../exitStatus.ts'
import { note } from '../output.ts'
import { optionOf } from './Flag.ts'
import { planReproduction, reproduceFlags } from './plan.ts'
import { runSearches } from './runSearches.ts'
import { runTable } from './runTable.ts'

const reproduce = async (given: Readonly<Record<string, unknown>>): Promise<number> => {
  const plan = planReproduction(given)
  if (E.isLeft(plan)) {
    note(plan.left.message)
    return status.usage
  }
  return plan.right._tag === 'Table' ? runTable(plan.right) : runSearches(plan.right)
}

/** `rxnas reproduce`. */
export const reproduceCommand = (): Command => {
  const command = new Command('reproduce')
    .summary("run the 2017 article's experiments again, beside its figures")
    .description(
      "Trains the article's manual and found architectures as its code does, over several seeds, and prints their accuracy on the test images beside the article's, with learning curves. With --search it runs the article's own search beside the other policies at the same number of children and the same budget, and says what holds. What has ended is kept in the folder; the same command goes on with the rest.",
    )
  for (const [key, flag] of Object.entries(reproduceFlags)) command.addOption(optionOf(key, flag))
  return command
    .addHelpText(
      'after',
      `
Examples:
  rxnas reproduce                                  both architectures, 3 seeds, hours
  rxnas reproduce --architecture manual --seeds 1  a quarter of an hour
  rxnas reproduce --epochs 1 --images 5000         a look at it, minutes
  rxnas reproduce --search                         the searches, overnight
  rxnas reproduce --search --children 8 --seeds 2 --pool-stride size --budget "2000 images"`,
    )
    .action(async (given: Readonly<Record<string, unknown>>) => {
      process.exitCode = await reproduce(given)
    })
}
