/** Replays a journal of `random` and prints how fast, and the most memory it took. */
import { choice, random, struct } from '../src/core.ts'
import { journalLines } from '../src/node/journal/index.ts'
import { replay } from '../streams/index.ts'

const space = struct({ kernel: choice(1, 3, 5), filters: choice(8, 16, 32), pool: choice(1, 2) })
const began = performance.now()
let events = 0
replay(journalLines(process.argv[2] ?? '', space), random(space)).subscribe({
  next: () => {
    events += 1
  },
  complete: () => {
    const seconds = (performance.now() - began) / 1000
    const megabytes = process.resourceUsage().maxRSS / 1024
    console.log(JSON.stringify({ events, seconds, megabytes }))
  },
})
