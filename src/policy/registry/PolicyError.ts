import { namedTwice, shown } from '../../common/index.ts'

/** Why there is no policy. */
export type PolicyError =
  | {
      readonly _tag: 'PolicyUnknown'
      readonly name: string
      readonly message: string
    }
  | {
      /** Two policies of the registry have the name. */
      readonly _tag: 'PolicyNamedTwice'
      readonly name: string
      readonly message: string
    }
  | {
      readonly _tag: 'PolicyOptionsInvalid'
      readonly name: string
      readonly message: string
    }
  | {
      /** A journal is of another revision of the policy than there is. */
      readonly _tag: 'PolicyRevised'
      readonly name: string
      readonly message: string
    }
  | {
      /** The policy does not propose what the space takes, or needs of it what a journal does not hold. */
      readonly _tag: 'PolicySpaceUnfit'
      readonly name: string
      readonly message: string
    }

/** A name that the registry does not have. */
export const policyUnknown = (name: string, known: ReadonlyArray<string>): PolicyError => ({
  _tag: 'PolicyUnknown',
  name,
  message: `There is no policy ${shown(name)}; there is ${known.join(', ')}.`,
})

/** A name that two policies of the registry have. */
export const policyNamedTwice = (name: string): PolicyError => ({
  _tag: 'PolicyNamedTwice',
  name,
  message: namedTwice('policies', name),
})

/** Options that the policy does not take, with a reason that begins with a verb. */
export const policyOptionsInvalid = (name: string, reason: string): PolicyError => ({
  _tag: 'PolicyOptionsInvalid',
  name,
  message: `The policy ${name} ${reason}.`,
})

/** A journal of another revision of a policy. */
export const policyRevised = (
  { name, revision }: { readonly name: string; readonly revision: number },
  recorded: number,
  version: string,
): PolicyError => ({
  _tag: 'PolicyRevised',
  name,
  message: `The journal is of revision ${recorded} of the policy ${name}, and this rxnas has revision ${revision}, which proposes or learns otherwise. Use ${version === '' ? 'the rxnas that wrote it' : `rxnas ${version}, which wrote it`}, or begin a new search from its episodes by a warm start (rxnas search --warm-start JOURNAL).`,
})

/** A space that the policy cannot propose for. */
export const policySpaceUnfit = (name: string, reason: string): PolicyError => ({
  _tag: 'PolicySpaceUnfit',
  name,
  message: reason,
})
