/** What an argument that names a journal is called in the help. */
export const journalArgument = ['<run>', 'a journal, or the folder of a search'] as const
