/**
 * One search with a stub trainer, in a process of its own so that its peak memory is its own:
 * `tsx bench/pipeline-run.ts EPISODES` prints one JSON line.
 */
import { accuracy, choice, random, struct } from '../src/core.ts'
import { search } from '../streams/index.ts'

const options = [0, 1, 2, 3, 4, 5, 6, 7] as const
const decision = choice(...options)
const space = struct({
  d0: decision,
  d1: decision,
  d2: decision,
  d3: decision,
  d4: decision,
  d5: decision,
  d6: decision,
  d7: decision,
})

const episodes = Number(process.argv[2])
let rewarded = 0
const began = performance.now()
search({
  space,
  policy: random(space),
  trainer: ({ architecture }) => [
    { accuracy: Object.values(architecture).reduce<number>((a, b) => a + b, 0) / 56 },
  ],
  reward: accuracy,
  budget: {},
  episodes,
  batch: 8,
  seed: 1,
}).subscribe((event) => {
  if (event._tag === 'Rewarded') rewarded += 1
})
const seconds = (performance.now() - began) / 1000
console.log(
  JSON.stringify({
    episodes: rewarded,
    seconds,
    peakMegabytes: process.resourceUsage().maxRSS / 1000,
  }),
)
