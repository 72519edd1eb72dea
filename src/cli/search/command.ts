import { availableParallelism } from 'node:os'
import { Command } from 'commander'
import { policyNames, rewardNames, type SearchOptions, spaceNames } from './plan.ts'

const names = (list: ReadonlyArray<string>): string => list.join(', ')

/** `rxnas search`, which hands its typed options to `run`. */
export const searchCommand = (run: (options: SearchOptions) => Promise<void>): Command =>
  new Command('search')
    .summary('search for the best network, then train and test it once')
    .description(
      'Searches for a network by reinforcement learning: a policy proposes architectures, each is trained for a small budget, and its validation accuracy teaches the policy. At the end the best is trained again for the final budget, tested once on the test split, and saved.',
    )
    .optionsGroup('What is searched:')
    .option(
      '--data <mnist|folder>',
      'mnist (fetched on first use), or a folder of IDX files',
      'mnist',
    )
    .option(
      '--train-images <count>',
      'train children on so many images of the training split (all)',
    )
    .option('--space <name>', `${names(spaceNames)} (seed-cnn1d)`)
    .option('--layers <count>', 'most layers of a child (of every child in the article space)', '2')
    .option(
      '--pool-stride <one|size>',
      'stride of the pooling: one as in the article, or its size',
      'size',
    )
    .optionsGroup('How it is searched:')
    .option('--policy <name>', names(policyNames), 'reinforce')
    .option('--reward <name>', `${names(rewardNames)} (accuracy)`)
    .option('--episodes <count>', 'architectures proposed in all', '16')
    .option('--batch <count>', 'episodes between two policy updates (4)')
    .option(
      '--budget <amount>',
      'training of each child: "1 epoch", "20000 images" or "300 steps"',
      '12000 images',
    )
    .option('--retrain', 'train an architecture again when it is proposed again')
    .option('--seed <number>', 'the same seed and batch give the same journal', '1')
    .optionsGroup('How fast:')
    .option(
      '--workers <count>',
      'processes that train children at the same time',
      String(Math.min(4, availableParallelism())),
    )
    .option('--threads <count>', 'threads of each worker; part of what a seed repeats', '1')
    .optionsGroup('Limits of a child:')
    .option('--time-limit <seconds>', 'a training that takes longer fails', '600')
    .option('--memory-limit <megabytes>', 'a worker that takes more fails', '4096')
    .option('--max-failures <count>', 'end the search after so many failures in a row', '5')
    .optionsGroup('What is left:')
    .option('--out <folder>', 'folder for the journal and the best network (runs/DATE-TIME)')
    .option('--journal <file>', 'the journal, one event a line (OUT/journal.jsonl)')
    .option('--final-budget <amount>', 'training of the best network at the end', '1 epoch')
    .option('--no-final', 'stop after the search: no final training, no test')
    .option('--json', 'print events as JSON, one a line, and nothing else on standard output')
    .addHelpText(
      'after',
      `
Examples:
  rxnas search                                     a quick search on MNIST, about five minutes
  rxnas search --episodes 100 --budget "1 epoch"   a longer one
  rxnas search --policy random --seed 7            the baseline that every policy has to beat
  rxnas search --policy seed-reinforce             the 2017 article's algorithm as published
  rxnas search --data ~/fashion-mnist              your own images in MNIST's format`,
    )
    .action(async (options: SearchOptions) => run(options))
