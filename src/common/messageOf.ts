/** What the codes of the system's errors mean, to stand behind a name and a colon. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'part of its path is a file, not a folder'],
  ['EISDIR', 'it is a folder, not a file'],
  ['EACCES', 'this user may not do that'],
  ['EPERM', 'this user may not do that'],
  ['EROFS', 'its disk can only be read'],
  ['EEXIST', 'it exists already'],
  ['ENOTEMPTY', 'the folder is not empty'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk space of this user is used up'],
  ['EFBIG', 'the file is larger than may be'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ELOOP', 'its links lead round in a circle'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['ENXIO', 'it is no regular file'],
  ['EIO', 'the disk reports a fault'],
  ['EBUSY', 'it is in use'],
])

/**
 * What a caught or tagged error says: its `message` where it has one, else its text. An error of the
 * system is told in words.
 */
export const messageOf = (error: unknown): string => {
  const part = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  const [code, message] = [part('code'), part('message')]
  const meaning =
    typeof code === 'string' && part('syscall') !== undefined ? meanings.get(code) : undefined
  return meaning ?? (typeof message === 'string' ? message : String(error))
}
