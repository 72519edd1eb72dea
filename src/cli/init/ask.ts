import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { columnNames, type DataError, inspectData } from '../../node/index.ts'
import { type Declaration, settings } from '../../session/index.ts'
import { familyNames } from '../../tfjs/index.ts'
import { cancel, intro, outro, select, text } from './prompts.ts'
import { type Answers } from './renderConfig.ts'

/** Why a question has no answer, for the person who was asked. */
type Stopped = string

/** What a question is answered with. */
const answerTo = <A extends string>(
  question: () => Promise<A | symbol>,
): TE.TaskEither<Stopped, A> =>
  pipe(
    TE.fromTask<A | symbol, Stopped>(question),
    TE.filterOrElse(
      (answer): answer is A => typeof answer !== 'symbol',
      () => 'Nothing was written.',
    ),
  )

const orMessage = TE.mapLeft(({ message }: DataError): Stopped => message)

const questionOf = ({ question, help }: Pick<Declaration<unknown>, 'question' | 'help'>): string =>
  question ?? help

const byData = settings.space.byDefault.text
const episodes = String(settings.episodes.byDefault.value)

const askData = answerTo(() =>
  text({
    message: questionOf(settings.data),
    placeholder: settings.data.byDefault.value,
    defaultValue: settings.data.byDefault.value,
  }),
)

const askTarget = (columns: ReadonlyArray<string>): TE.TaskEither<Stopped, string> =>
  answerTo(() =>
    select({
      message: questionOf(settings.target),
      options: columns.map((value) => ({ value, label: value })),
      initialValue: columns.at(-1) ?? '',
    }),
  )

const askSpace = (seen: ReadonlyArray<string>): TE.TaskEither<Stopped, string> =>
  answerTo(() =>
    select({
      message: [...seen, questionOf(settings.space)],
      options: [byData, ...familyNames].map((value) => ({ value, label: value })),
      initialValue: byData,
    }),
  )

const askEpisodes = answerTo(() =>
  text({
    message: questionOf(settings.episodes),
    placeholder: episodes,
    defaultValue: episodes,
    validate: (given) =>
      given === undefined || given === '' || /^[1-9]\d{0,6}$/.test(given)
        ? undefined
        : 'A whole number above 0.',
  }),
)

const askFormat = answerTo<'ts' | 'json'>(() =>
  select<'ts' | 'json'>({
    message: 'Which kind of file?',
    options: [
      { value: 'ts' as const, label: 'TypeScript, completed and checked by the editor' },
      { value: 'json' as const, label: 'JSON, with a schema' },
    ],
  }),
)

/** The answer that a flag has given already, or else that a person gives. */
const givenOr = (
  given: string | undefined,
  ask: TE.TaskEither<Stopped, string>,
): TE.TaskEither<Stopped, string> => (given === undefined ? ask : TE.right(given))

/** Asks for what a search needs, looking at the data on the way. Nothing where the user stops. */
export const ask = (
  begun: Partial<Answers>,
): Promise<(Answers & { readonly format: 'ts' | 'json' }) | undefined> => {
  intro('A search of your own. Every answer can be changed in the file later.')
  return pipe(
    TE.Do,
    TE.bind('data', () => givenOr(begun.data, askData)),
    TE.bind('columns', ({ data }) => orMessage(() => columnNames(data))),
    TE.bind('target', ({ columns }) =>
      givenOr(begun.target, columns.length === 0 ? TE.right('') : askTarget(columns)),
    ),
    TE.let('chosen', ({ target }) => (target === '' ? {} : { target })),
    TE.bind('seen', ({ data, chosen }) => orMessage(() => inspectData(data, chosen))),
    TE.bind('space', ({ seen }) => givenOr(begun.space, askSpace(seen))),
    TE.bind('episodes', () => askEpisodes),
    TE.bind('format', () => askFormat),
    TE.match(
      (why) => {
        cancel(why)
        return undefined
      },
      ({ data, chosen, space, episodes, format }) => {
        outro('Done.')
        return {
          data,
          ...chosen,
          ...(space === byData ? {} : { space }),
          episodes: Number(episodes),
          format,
        }
      },
    ),
  )()
}
