import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import {
  badMetrics,
  crashed,
  describeSpace,
  diverged,
  FiniteNumber,
  invalidArchitecture,
  type JournalEvent,
  type JournalHeader,
  type JournalLine,
  journalSchema,
  type Json,
  measure,
  mostThreads,
  outOfMemory,
  propose,
  random,
  reward as rewarded,
  type Rewarded,
  type SearchSpace,
  timedOut,
  trainerFailed,
  fail,
  validate,
} from '../../core.ts'

const finite: fc.Arbitrary<FiniteNumber> = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((x) => {
    const decoded = FiniteNumber.decode(x)
    if (E.isLeft(decoded)) throw new Error(`journalLine: ${x} is not a finite number`)
    return decoded.right
  })

// JSON has no negative zero.
const json: fc.Arbitrary<Json> = fc
  .jsonValue({ maxDepth: 2 })
  .map((value) => JSON.parse(JSON.stringify(value)) as Json)

const named = fc.record({ name: fc.string(), options: json }, { noNullPrototype: true })
const figures = fc.dictionary(fc.constantFrom('loss', 'accuracy', 'entropy', 'seconds'), finite, {
  noNullPrototype: true,
})

const machine = fc.record(
  { processor: fc.string(), instructions: fc.string(), engine: fc.string() },
  { noNullPrototype: true },
)

const headerOf = (space: SearchSpace<unknown>): fc.Arbitrary<JournalHeader> =>
  fc
    .record(
      {
        package: fc.string(),
        policy: named,
        revision: fc.integer({ min: 1, max: 9 }),
        reward: named,
        trainer: named,
        budget: fc.record(
          { steps: fc.nat(), images: fc.nat(), epochs: fc.nat() },
          { requiredKeys: [], noNullPrototype: true },
        ),
        batch: fc.integer({ min: 1, max: 1024 }),
        seed: fc.nat(),
        data: fc.record({ sha256: fc.string() }, { noNullPrototype: true }),
        machine,
        final: fc.record(
          { threads: fc.integer({ min: 1, max: mostThreads }) },
          { noNullPrototype: true },
        ),
        upgraded: fc.record({ from: fc.nat(), lines: fc.nat() }, { noNullPrototype: true }),
        warmStart: fc.array(
          fc.record({ journal: fc.string(), episodes: fc.nat() }, { noNullPrototype: true }),
        ),
      },
      {
        requiredKeys: ['package', 'policy', 'reward', 'trainer', 'budget', 'batch', 'seed'],
        noNullPrototype: true,
      },
    )
    .map(({ revision, policy, ...parts }): JournalHeader => ({
      ...{ _tag: 'Header', schema: journalSchema, space: describeSpace(space) },
      ...parts,
      policy: revision === undefined ? policy : { ...policy, revision },
    }))

const reason = fc.oneof(
  fc.nat().map((step) => diverged(step, 'the loss is NaN')),
  fc.string().map(crashed),
  fc.nat().map(timedOut),
  fc.tuple(fc.nat(), fc.nat()).map(([megabytes, limit]) => outOfMemory(megabytes, limit)),
  fc.string().map(badMetrics),
  fc.string().map(trainerFailed),
)

const episodeOfSpace = <A>(space: SearchSpace<A>): fc.Arbitrary<Rewarded<A>> =>
  fc
    .record({
      ...{
        seed: fc.nat(),
        episode: fc.nat(),
        metrics: figures,
        amount: finite,
        cached: fc.boolean(),
      },
      ...{ failure: fc.option(reason), candidate: fc.option(json), message: fc.string() },
    })
    .map(({ seed, episode, metrics, amount, cached, failure, candidate, message }) => {
      const policy = random(space)
      const [proposal] = policy.propose(policy.init(seed))
      const proposed = propose(episode)(proposal)
      const validated = validate(space)(proposed)
      if (E.isLeft(validated)) return rewarded(amount)(validated.left)
      if (candidate !== null)
        return rewarded(amount)({
          ...{ _tag: 'Rejected', proposed: { ...proposed, candidate } },
          reason: invalidArchitecture('', message),
        })
      const outcome =
        failure === null
          ? E.toUnion(measure(metrics)(validated.right))
          : fail(failure)(validated.right)
      return rewarded(amount)(outcome._tag === 'Trained' ? { ...outcome, cached } : outcome)
    })

/** An event of a journal of a space, of every kind that there is. */
const eventOf = <A>(space: SearchSpace<A>): fc.Arbitrary<JournalEvent<A>> =>
  fc.oneof<Array<fc.Arbitrary<JournalEvent<A>>>>(
    headerOf(space),
    episodeOfSpace(space),
    fc
      .tuple(episodeOfSpace(space), fc.boolean())
      .map(([episode, known]) => ({ _tag: 'Recalled', episode, known })),
    fc
      .record(
        { round: fc.nat(), episodes: fc.nat(), rewarded: fc.nat(), figures },
        { noNullPrototype: true },
      )
      .map((end) => ({ _tag: 'PolicyUpdated', ...end })),
    fc
      .record(
        { round: fc.integer({ min: -1 }), episodes: fc.nat(), state: json },
        { noNullPrototype: true },
      )
      .map((snapshot) => ({ _tag: 'Snapshot', ...snapshot })),
    fc
      .record(
        {
          first: fc.nat(),
          last: fc.nat(),
          by: fc.constantFrom('operator' as const, 'repair' as const, 'unknown' as const),
        },
        { noNullPrototype: true },
      )
      .map((dropped) => ({ _tag: 'Dropped', ...dropped })),
    fc.nat().map((episode) => ({ _tag: 'Completed', episode })),
    named.map((command) => ({ _tag: 'Command', ...command })),
    machine.map((kind) => ({ _tag: 'MachineChanged', machine: kind })),
  )

/**
 * Lines of a journal of a space, of every kind of event; they stand in no order.
 */
export const journalLine = <A>(space: SearchSpace<A>): fc.Arbitrary<JournalLine<A>> =>
  fc.record(
    {
      at: fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
        .map((date) => date.toISOString()),
      event: eventOf(space),
    },
    { noNullPrototype: true },
  )
