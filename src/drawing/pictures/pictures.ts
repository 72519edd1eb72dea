import { type RunReport, type Told } from '../../report/index.ts'
import { type Picture } from '../Picture.ts'
import { curvesPicture } from './curves.ts'
import { decisionsPicture } from './decisions.ts'
import { figurePictures } from './figures.ts'
import { importancePicture } from './importance.ts'
import { networkPicture } from './network.ts'
import { rewardPictures } from './rewards.ts'
import { sharesPicture } from './shares.ts'
import { testPictures } from './test.ts'
import { tradeOffPictures } from './tradeOffs.ts'

/** A view of a search: its pictures, or why there are none. */
export interface View {
  /** By which the command line names it. */
  readonly name: string
  readonly title: string
  readonly pictures: ReadonlyArray<Picture>
  /** Why there are none; empty where there are some. */
  readonly why: string
}

const viewOf = <V>(
  name: string,
  title: string,
  told: Told<V>,
  draw: (view: V) => ReadonlyArray<Picture>,
): View =>
  told._tag === 'NotShown'
    ? { name, title, pictures: [], why: told.why }
    : { name, title, pictures: draw(told.view), why: '' }

/** Every view of a search that is drawn, by its name. */
export const views: ReadonlyArray<{
  readonly name: string
  readonly of: (run: RunReport) => View
}> = [
  {
    name: 'rewards',
    of: ({ rewards }) => viewOf('rewards', 'Rewards', rewards, rewardPictures),
  },
  {
    name: 'tradeoff',
    of: (run) => viewOf('tradeoff', 'Quality and cost', run.tradeOffs, tradeOffPictures),
  },
  {
    name: 'importance',
    of: (run) =>
      viewOf('importance', 'What matters', run.importance, (view) => [importancePicture(view)]),
  },
  {
    name: 'decisions',
    of: (run) =>
      viewOf('decisions', 'Decisions', run.decisions, (view) => [decisionsPicture(view)]),
  },
  {
    name: 'shares',
    of: (run) => viewOf('shares', 'Proposals', run.shares, (view) => [sharesPicture(view)]),
  },
  {
    name: 'network',
    of: (run) => viewOf('network', 'Best network', run.network, (view) => [networkPicture(view)]),
  },
  { name: 'test', of: (run) => viewOf('test', 'Final test', run.test, testPictures) },
  {
    name: 'curves',
    of: (run) =>
      viewOf('curves', 'Learning curves', run.curves, (view) =>
        view.curves.length === 0 ? [] : [curvesPicture(view)],
      ),
  },
  { name: 'policy', of: (run) => viewOf('policy', 'The policy', run.figures, figurePictures) },
]
