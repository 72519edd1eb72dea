import { namedTwice } from '../../common/index.ts'

/** Why there is no family of children. */
export interface FamilyError {
  readonly _tag:
    | 'FamilyUnknown'
    | 'FamilyNamedTwice'
    | 'FamilySettingsInvalid'
    | 'FamilyRevisionUnknown'
  readonly name: string
  readonly message: string
}

/** A name that the registry does not have. */
export const familyUnknown = (name: string, known: ReadonlyArray<string>): FamilyError => ({
  _tag: 'FamilyUnknown',
  name,
  message: `There is no space ${JSON.stringify(name.slice(0, 60))}; there is ${known.join(', ')}.`,
})

/** A name that two families of the registry have. */
export const familyNamedTwice = (name: string): FamilyError => ({
  _tag: 'FamilyNamedTwice',
  name,
  message: namedTwice('spaces', name),
})

/** A revision that the family does not have. */
export const familyRevisionUnknown = (
  name: string,
  revision: number,
  newest: number,
): FamilyError => ({
  _tag: 'FamilyRevisionUnknown',
  name,
  message: `The space ${name} of this rxnas has ${newest === 1 ? 'revision 1' : `the revisions 1 to ${newest}`}, and not ${revision}: use the rxnas that it comes from, or a newer one.`,
})

/** Settings that the family does not take. */
export const familySettingsInvalid = (name: string, reason: string): FamilyError => ({
  _tag: 'FamilySettingsInvalid',
  name,
  message: `The space ${name} does not take these settings: ${reason}.`,
})
