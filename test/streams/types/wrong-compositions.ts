import { EMPTY, type Observable } from 'rxjs'
import {
  accuracy,
  choice,
  type Policy,
  type Proposed,
  random,
  type RandomState,
  type Rejected,
  reinforce,
  type SearchSpace,
  struct,
  type Validated,
} from '../../../src/core.ts'
import {
  branch,
  computeReward,
  approveChild,
  dedupe,
  guardCost,
  joinRewards,
  learnAlong,
  preFilter,
  retryTraining,
  type RoundProposed,
  search,
  searchLoop,
  stopAfterFailures,
  takeUntilPlateau,
  takeUntilTarget,
  tapJournal,
  throttleProgress,
  trainChild,
  type Trainer,
  updatePolicy,
  validateAction,
  withTimeout,
} from '../../../streams/index.ts'

type Child = { readonly a: number }
const space = struct({ a: choice(1, 2) })
const policy = random(space)
const options = { budget: {}, seed: 1 }
const trainer: Trainer<Child> = () => [{ accuracy: 1 }]
const trainerOfAnother: Trainer<{ readonly z: string }> = () => [{ accuracy: 1 }]
const cost = ({ a }: Child) => ({ parameters: a, flops: a })
const proposals: Observable<Proposed | RoundProposed<RandomState>> = EMPTY
const children: Observable<Validated<Child> | Rejected | RoundProposed<RandomState>> = EMPTY
const trained = children.pipe(trainChild(trainer, options))
const rewarded = trained.pipe(computeReward(accuracy))
const keep = computeReward(accuracy)
const loop = { policy, seed: 1, batch: 2, episodes: 4 }
const ofAnother = random(struct({ z: choice('x', 'y') }))
const pipeline = (proposed: typeof proposals) =>
  proposed.pipe(validateAction(space), trainChild(trainer, options), computeReward(accuracy))
const wider: SearchSpace<Child> = space
const unknownSpace: SearchSpace<unknown> = space
const plainPolicy: Policy<RandomState> = policy
const searched = { ...loop, trainer, reward: accuracy, budget: {} }

/** What compiles: everything in its place. */
export const right: ReadonlyArray<() => unknown> = [
  () =>
    proposals.pipe(
      validateAction(space),
      dedupe(),
      guardCost(cost, { parameters: 9 }),
      preFilter(({ a }: Child) => a, 1),
      approveChild<Child>(() => true),
      trainChild(retryTraining({ times: 1 })(withTimeout(1)(trainer)), options),
      throttleProgress(100),
      stopAfterFailures(3),
      computeReward(accuracy),
      updatePolicy(policy),
      tapJournal<Child>({ append: () => ({ _tag: 'Right', right: 1 }) }),
      takeUntilTarget(1),
      takeUntilPlateau({ episodes: 9 }),
    ),
  () =>
    children.pipe(
      trainChild(trainer, options),
      branch({ x: keep, y: keep }),
      joinRewards({ x: 1, y: 2 }),
      updatePolicy(policy),
    ),
  () => searchLoop(loop, pipeline),
  () => search({ ...searched, space }),
  // A wider type of the same architectures, and a policy of which no space is known.
  () => search({ ...searched, space: wider }),
  () => search({ ...searched, space, policy: random(unknownSpace) }),
  () => search({ ...searched, space, policy: plainPolicy }),
  () => searchLoop({ ...loop, policy: plainPolicy }, pipeline),
]

/**
 * What does not compile, each under a part of what the compiler says of it. That an error is there
 * is checked by the compiler, and what it says by types.test.ts.
 */
export const wrong: ReadonlyArray<() => unknown> = [
  // @ts-expect-error trainChild comes too early: put validateAction(space) before it
  () => proposals.pipe(trainChild(trainer, options)),
  // @ts-expect-error computeReward comes too early: put validateAction(space) and trainChild(trainer, options) before it
  () => children.pipe(computeReward(accuracy)),
  // @ts-expect-error computeReward comes too early: put validateAction(space) and trainChild(trainer, options) before it
  () => proposals.pipe(computeReward(accuracy)),
  // @ts-expect-error updatePolicy comes too early: put computeReward(reward) before it
  () => children.pipe(trainChild(trainer, options), updatePolicy(policy)),
  // @ts-expect-error learnAlong comes too early: put computeReward(reward) before it
  () => children.pipe(learnAlong(policy, 1)),
  // @ts-expect-error validateAction comes too late: it stands first, where nothing is validated yet
  () => children.pipe(validateAction(space)),
  // @ts-expect-error trainChild comes too late: its children are trained already, put it before trainChild
  () => trained.pipe(trainChild(trainer, options)),
  // @ts-expect-error dedupe comes too early: put validateAction(space) before it
  () => proposals.pipe(dedupe()),
  // @ts-expect-error dedupe comes too late: its children are trained already, put it before trainChild
  () => trained.pipe(dedupe()),
  // @ts-expect-error guardCost comes too late: its children are trained already, put it before trainChild
  () => trained.pipe(guardCost(cost, { parameters: 9 })),
  // @ts-expect-error preFilter comes too early: put validateAction(space) before it
  () => proposals.pipe(preFilter(({ a }: Child) => a, 2)),
  // @ts-expect-error approveChild comes too late: its children are trained already, put it before trainChild
  () => trained.pipe(approveChild<Child>(() => true)),
  // @ts-expect-error stopAfterFailures comes too early: put validateAction(space) and trainChild(trainer, options) before it
  () => children.pipe(stopAfterFailures(3)),
  // @ts-expect-error computeReward comes too late: its episodes are rewarded already
  () => rewarded.pipe(computeReward(accuracy)),
  // @ts-expect-error updatePolicy comes too late: the policy has learned already
  () => rewarded.pipe(updatePolicy(policy), updatePolicy(policy)),
  // @ts-expect-error takeUntilPlateau comes too early: put it behind search or searchLoop
  () => rewarded.pipe(takeUntilPlateau({ episodes: 9 })),
  // @ts-expect-error Property 'z' is missing in type 'Child' but required in type '{ readonly z: string; }'
  () => children.pipe(trainChild(trainerOfAnother, options)),
  // @ts-expect-error Property 'z' is missing in type 'Child' but required in type '{ readonly z: string; }'
  () => children.pipe(preFilter(({ z }: { readonly z: string }) => z.length, 2)),
  // @ts-expect-error 'latency' does not exist in type
  () => children.pipe(guardCost(cost, { latency: 9 })),
  // @ts-expect-error Type 'RandomState' is not assignable to type 'ReinforceState'
  () => rewarded.pipe(updatePolicy(reinforce(space))),
  // @ts-expect-error Type '"y"' is not assignable to type '"x"'
  () => trained.pipe(branch({ x: keep, y: keep }), joinRewards({ x: 1 })),
  // @ts-expect-error the pipeline of searchLoop ends too early: put computeReward(reward) last
  () => searchLoop(loop, (proposed) => proposed.pipe(validateAction(space))),
  // @ts-expect-error the pipeline of searchLoop ends too late: leave updatePolicy to searchLoop
  () => searchLoop(loop, () => rewarded.pipe(updatePolicy(policy))),
  // @ts-expect-error Property 'z' is missing in type
  () => search({ ...loop, space, trainer: trainerOfAnother, reward: accuracy, budget: {} }),
  // @ts-expect-error Property 'z' is missing in type
  () => search({ ...loop, policy: ofAnother, space, trainer, reward: accuracy, budget: {} }),
  // @ts-expect-error the policy of searchLoop was made for another space: make it for that of validateAction
  () => searchLoop({ ...loop, policy: ofAnother }, (proposed) => pipeline(proposed)),
]

// A trainer that is written in place has its children's type from the space.
searchLoop(loop, (proposed) =>
  proposed.pipe(
    validateAction(space),
    trainChild(({ architecture }) => [{ accuracy: architecture.a }], { ...options, space }),
    computeReward(accuracy),
  ),
)
searchLoop(loop, (proposed) =>
  proposed.pipe(
    validateAction(space),
    // @ts-expect-error Property 'z' does not exist on type
    trainChild(({ architecture }) => [{ accuracy: Number(architecture.z) }], { ...options, space }),
    computeReward(accuracy),
  ),
)
