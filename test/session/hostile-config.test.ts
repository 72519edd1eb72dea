import { lastValueFrom } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { openSearch, type SearchConfig } from '../../src/node/index.ts'

const good = { data: 'no-such.csv', target: 'x', estimate: false, episodes: 2, batch: 2 }

const own = (text: string): object => JSON.parse(text) as object

describe('settings that no search can have', () => {
  it.each<[name: string, settings: object, words: string]>([
    ['a batch of NaN', { batch: NaN }, 'batch in'],
    ['a batch below 1', { batch: -1 }, 'batch in'],
    ['a batch of 0', { batch: 0 }, 'batch in'],
    ['a batch as a text', { batch: '4' }, 'batch in'],
    ['a huge batch', { batch: 1e9 }, 'batch'],
    ['a batch that is a list', { batch: [4] }, 'batch in'],
    ['episodes without end', { episodes: Infinity }, 'episodes in'],
    ['episodes as a big integer', { episodes: 4n }, 'episodes in'],
    ['workers as null', { workers: null }, 'workers in'],
    ['a broken seed', { seed: 1.5 }, 'seed in'],
    ['a seed beyond whole numbers', { seed: 2 ** 53 }, 'seed in'],
    ['a seed as a text', { seed: 'abc' }, 'seed in'],
    ['a budget of nothing', { budget: '0 examples' }, 'budget in'],
    ['a policy that there is none of', { policy: 'toString' }, 'policy'],
    ['a reward that is a function', { reward: () => 1 }, 'reward in'],
    ['a space of an unknown name', { space: '__proto__' }, 'space'],
    ['an unknown key', { bathc: 4 }, 'bathc'],
    ['a key of every object', own('{"constructor": 4}'), 'constructor'],
    ['another key of every object', own('{"toString": 4}'), 'toString'],
    ['the key __proto__', own('{"__proto__": {"batch": 4}}'), '__proto__'],
    ['a very long value', { budget: 'x'.repeat(1e6) }, 'budget in'],
    ['columns of an unknown kind', { columns: { a: 'constructor' } }, 'columns in'],
  ])('%s is refused in a paragraph', async (_, settings, words) => {
    const all = Object.defineProperties({ ...good }, Object.getOwnPropertyDescriptors(settings))
    // What a program without types may give.
    const refused: unknown = await lastValueFrom(openSearch(all as SearchConfig)).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(refused).toMatchObject({ _tag: 'UsageError', message: expect.any(String) as string })
    const { message } = refused as { readonly message: string }
    expect(message).toContain(words)
    for (const one of ['\n', '\r', '\u001b', '    at ']) expect(message).not.toContain(one)
    expect(message.length).toBeLessThan(2000)
  })
})
