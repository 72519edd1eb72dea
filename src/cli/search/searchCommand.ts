import { Command } from 'commander'
import { declarationOf, type SettingName, settingNames } from '../../session/index.ts'
import { runArgument, withJournal } from '../runs/theRun.ts'
import { addSettings, type Flags } from '../settings/flags.ts'

/** The options of `rxnas search` as commander gives them. */
export type SearchFlags = Flags & { readonly config?: string }

/** `rxnas search`, which hands its options to `run`. */
export const searchCommand = (run: (flags: SearchFlags) => Promise<void>): Command =>
  addSettings(
    new Command('search')
      .summary('search for the best network, then train and test it once')
      .description(
        'Searches for a network by reinforcement learning: a policy proposes architectures, each is trained for a small budget, and its validation score teaches the policy. At the end the best is trained again for the final budget, tested once on the test split, and saved.',
      )
      .option(
        '--config <file>',
        'settings, and code of your own, which runs (rxnas.config.ts, .js or .json here); flags come before them',
      ),
  )
    .addHelpText(
      'after',
      `
Examples:
  rxnas search                                     a quick search on MNIST, about four minutes
  rxnas search --data flowers.csv --target species your own table
  rxnas search --data photos/ --episodes 50        your own images, a folder for each class
  rxnas search --policy random --seed 7            the baseline that every policy has to beat
  rxnas search --baseline --episodes 100           that baseline beside it, and whether it was beaten
  rxnas search --policy article-reinforce          the 2017 article's algorithm as published`,
    )
    .action(async (flags: SearchFlags) => run(flags))

/** The settings that may differ when a search goes on: how long, how fast, and what is printed. */
const resumeSettings: ReadonlyArray<SettingName> = settingNames.filter(
  (key) => declarationOf(key).mayChange === true,
)

/** `rxnas resume`, which hands the journal and its options to `run`. */
export const resumeCommand = (
  run: (journal: string, flags: SearchFlags) => Promise<number>,
): Command =>
  addSettings(
    new Command('resume')
      .summary('go on with a search that was stopped, or make a finished one longer')
      .description(
        'Goes on with the search of a journal as if it had never stopped: the journal comes out as that of a search without the stop, but for a line that says when it went on. A search of other settings, data or code is refused with the difference. Code runs only from the file of --config or from the configuration here, never from a file that the search names.',
      )
      .argument(...runArgument)
      .option(
        '--config <file>',
        'the code of a search with parts of its own, which runs (rxnas.config.ts or .js here)',
      ),
    resumeSettings,
  ).action(async (given: string | undefined, flags: SearchFlags) => {
    process.exitCode = await withJournal(given, (journal) => run(journal, flags))
  })
