/** Names that policies and families of children had, and those that they have. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['seed-cnn1d', 'article-cnn1d'],
  ['seed-reinforce', 'article-reinforce'],
])

/**
 * The name that a policy or a family has now, of the name that a journal, a card, a configuration or
 * a flag may have from before it was renamed.
 */
export const currentName = (name: string): string => renamed.get(name) ?? name
