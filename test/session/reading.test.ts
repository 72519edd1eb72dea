import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lastValueFrom, toArray } from 'rxjs'
import { afterAll, expect, it } from 'vitest'
import { runSession } from '../../src/session/index.ts'
import { newFolder, ports, requestOf } from './support.ts'

const out = newFolder()
afterAll(() => rmSync(out, { recursive: true, force: true }))

it('how a table is read is kept: in the settings, the header of the journal and the preparation', async () => {
  const reading = { quote: 'none', missing: ['', 'unknown'], decimal: 'point' }
  const request = requestOf(out, {
    ...{
      data: join(import.meta.dirname, '../cases/stray-quotes.tsv'),
      target: 'grade',
      ...reading,
    },
    ...{ baseline: false, confirm: 0, estimate: false, final: false, episodes: 2 },
  })
  expect(request.saved.settings).toMatchObject(reading)
  await lastValueFrom(runSession(ports, request).pipe(toArray()))
  const [header = ''] = readFileSync(join(out, 'journal.jsonl'), 'utf8').split('\n')
  expect(JSON.parse(header)).toMatchObject({ event: { trainer: { options: { reading } } } })

  // A resumed search reads it so again.
  const longer = requestOf(
    out,
    {
      ...request.saved.settings,
      episodes: 4,
    },
    'Resumed',
  )
  const events = await lastValueFrom(runSession(ports, longer).pipe(toArray()))
  expect(events.find(({ _tag }) => _tag === 'DataUnderstood')).toMatchObject({
    report: expect.arrayContaining([expect.stringContaining('values: 1" pipe')]) as unknown,
  })
})
