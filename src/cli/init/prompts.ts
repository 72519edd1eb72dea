import * as clack from '@clack/prompts'
import { printable } from '../../common/index.ts'

/**
 * Questions at the terminal. They draw themselves there, and tell of names that others have chosen, so
 * each of their texts is made printable here.
 */

type Texts = string | ReadonlyArray<string>

const shown = (texts: Texts): string =>
  (typeof texts === 'string' ? [texts] : texts).map(printable).join('\n')

/** Asks for a text. */
export const text = ({ message, ...options }: clack.TextOptions): Promise<string | symbol> =>
  clack.text({ ...options, message: shown(message) })

/** What a person may choose. */
export interface Choice<A extends string> {
  readonly value: A
  readonly label: string
}

/** Lets a person choose; the question may have several lines. */
export const select = <A extends string>({
  message,
  options,
  initialValue,
}: {
  readonly message: Texts
  readonly options: ReadonlyArray<Choice<A>>
  readonly initialValue?: A
}): Promise<A | symbol> =>
  clack.select<string>({
    message: shown(message),
    options: options.map(({ value, label }) => ({ value, label: shown(label) })),
    ...(initialValue === undefined ? {} : { initialValue }),
  }) as Promise<A | symbol>

/** Begins, ends or leaves a row of questions. */
export const intro = (title: string): void => {
  clack.intro(shown(title))
}
export const outro = (message: string): void => {
  clack.outro(shown(message))
}
export const cancel = (message: string): void => {
  clack.cancel(shown(message))
}
