/** What a `const` of the module may not be called: reserved words, and the name of tfjs. */
const reserved: ReadonlyArray<string> = (
  'arguments await break case catch class const continue debugger default delete do else enum ' +
  'eval export extends false finally for function if implements import in instanceof interface ' +
  'let new null package private protected public return static super switch this throw true try ' +
  'typeof undefined var void while with yield tf'
).split(' ')

const identifier = (name: string): string => name.replace(/\W+/g, '_').replace(/^(?=\d|$)/, '_')

/**
 * Gives each owner a variable of its own, the same whenever it is asked again, and like the name
 * where that is an identifier.
 */
export const variables = (): ((owner: object, name: string) => string) => {
  const taken = new Set(reserved)
  const given = new Map<object, string>()
  const allot = (name: string, n = 1): string => {
    const candidate = n === 1 ? name : `${name}_${n}`
    return taken.has(candidate) ? allot(name, n + 1) : candidate
  }
  return (owner, name) => {
    const variable = given.get(owner) ?? allot(identifier(name))
    given.set(owner, variable)
    taken.add(variable)
    return variable
  }
}
