/** So many bytes at a time, since each is an argument of one call. */
const chunk = 0x8000

/** Bytes as base64, by what browsers and Node both have. */
export const base64 = (bytes: Uint8Array): string => {
  const parts: Array<string> = []
  for (let at = 0; at < bytes.length; at += chunk)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + chunk)))
  return btoa(parts.join(''))
}
