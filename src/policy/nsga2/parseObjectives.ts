import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { shown } from '../../common/index.ts'
import { type Objectives } from './Objectives.ts'

/** Why a text names no objectives. */
export interface ObjectivesInvalid {
  readonly _tag: 'ObjectivesInvalid'
  readonly message: string
}

type Objective = readonly [name: string, direction: 'maximize' | 'minimize']

const example = 'as "accuracy, -flops"'

const invalid = (message: string): E.Either<ObjectivesInvalid, never> =>
  E.left({ _tag: 'ObjectivesInvalid', message })

const parseObjective = (text: string): E.Either<ObjectivesInvalid, Objective> => {
  const [, sign, name] = /^([+-]?)\s*([\p{L}_][\p{L}\p{N}_]*)$/u.exec(text.trim()) ?? []
  return name === undefined
    ? invalid(
        text.trim() === ''
          ? `Between two commas, or before or after one, there is no objective. Give metrics ${example}.`
          : `${shown(text.trim())} is not a metric, which is a name of letters, digits and _, with - before it where less is better. Give metrics ${example}; what else is to be combined is a reward.`,
      )
    : E.right([name, sign === '-' ? 'minimize' : 'maximize'])
}

const distinct = (
  objectives: ReadonlyArray<Objective>,
): E.Either<ObjectivesInvalid, ReadonlyArray<Objective>> => {
  const names = objectives.map(([name]) => name)
  const twice = names.find((name, i) => names.indexOf(name) < i)
  return twice === undefined
    ? E.right(objectives)
    : invalid(`The objective ${twice} is there twice. Name each metric once, ${example}.`)
}

/**
 * The objectives that a text names: metrics with commas between them, and a minus before each of
 * which less is better.
 *
 * @returns the objectives in their order, or what is wrong: two or more are needed, each once
 * @example
 * import { parseObjectives } from 'rxnas/policy'
 *
 * const objectives = parseObjectives('accuracy, -flops')
 * if (objectives._tag === 'Right') console.log(objectives.right)
 * // { accuracy: 'maximize', flops: 'minimize' }
 */
export const parseObjectives = (text: string): E.Either<ObjectivesInvalid, Objectives> =>
  text.trim() === ''
    ? invalid(`No objective is given. Give metrics ${example}.`)
    : pipe(
        text.split(','),
        E.traverseArray(parseObjective),
        E.flatMap(distinct),
        E.filterOrElse(
          ({ length }) => length > 1,
          ([only]): ObjectivesInvalid => ({
            _tag: 'ObjectivesInvalid',
            message: `A single objective has no front of compromises. Name another ${example}, or search by ${only?.[0] ?? 'it'} as the reward.`,
          }),
        ),
        E.map((objectives) => Object.fromEntries(objectives)),
      )

/** The text that {@link parseObjectives} reads as these objectives. */
export const printObjectives = (objectives: Objectives): string =>
  Object.entries(objectives)
    .map(([name, direction]) => (direction === 'minimize' ? `-${name}` : name))
    .join(', ')
