import { cancel, intro, outro, select, text } from '@clack/prompts'
import * as E from 'fp-ts/lib/Either.js'
import { columnNames, inspectData } from '../../node/index.ts'
import { familyNames } from '../../tfjs/index.ts'
import { type Answers } from './renderConfig.ts'

/** What a question was answered with; `undefined` where the user has had enough. */
const answered = <A extends string>(answer: A | symbol): A | undefined => {
  if (typeof answer !== 'symbol') return answer
  cancel('Nothing was written.')
  return undefined
}

const byData = 'by the data'

/** Asks for what a search needs, looking at the data on the way. Nothing where the user stops. */
export const ask = async (
  begun: Partial<Answers>,
): Promise<(Answers & { readonly format: 'ts' | 'json' }) | undefined> => {
  intro('A search of your own. Every answer can be changed in the file later.')
  const data =
    begun.data ??
    answered(
      await text({
        message: 'Which data? mnist, fashion-mnist, a file or a folder',
        placeholder: 'mnist',
        defaultValue: 'mnist',
      }),
    )
  if (data === undefined) return undefined
  const names = await columnNames(data)
  if (E.isLeft(names)) {
    cancel(names.left.message)
    return undefined
  }
  const target =
    begun.target ??
    (names.right.length === 0
      ? ''
      : answered(
          await select({
            message: 'Which column is to be predicted?',
            options: names.right.map((value) => ({ value, label: value })),
            initialValue: names.right.at(-1) ?? '',
          }),
        ))
  if (target === undefined) return undefined
  const seen = await inspectData(data, target === '' ? {} : { target })
  if (E.isLeft(seen)) {
    cancel(seen.left.message)
    return undefined
  }
  const space =
    begun.space ??
    answered(
      await select({
        message: `${seen.right.join('\n')}\nWhich networks?`,
        options: [byData, ...familyNames].map((value) => ({ value, label: value })),
        initialValue: byData,
      }),
    )
  if (space === undefined) return undefined
  const episodes = answered(
    await text({
      message: 'How many networks may be tried?',
      placeholder: '16',
      defaultValue: '16',
      validate: (given) =>
        given === undefined || given === '' || /^[1-9]\d{0,6}$/.test(given)
          ? undefined
          : 'A whole number above 0.',
    }),
  )
  if (episodes === undefined) return undefined
  const format = answered<'ts' | 'json'>(
    await select<'ts' | 'json'>({
      message: 'Which kind of file?',
      options: [
        { value: 'ts' as const, label: 'TypeScript, completed and checked by the editor' },
        { value: 'json' as const, label: 'JSON, with a schema' },
      ],
    }),
  )
  if (format === undefined) return undefined
  outro('Done.')
  return {
    data,
    ...(target === '' ? {} : { target }),
    ...(space === byData ? {} : { space }),
    episodes: Number(episodes),
    format,
  }
}
