import { deepestJson } from '../../space/Json.ts'

const [quote, backslash] = [34, 92]
const [openArray, closeArray, openObject, closeObject] = [91, 93, 123, 125]

// A line, its event, an outcome and what it holds stand around the JSON that a codec bounds.
const deepest = deepestJson + 10

/** Whether a JSON text is nested deeper than whatever reads it can go. Bytes that are no JSON are not. */
export const isTooDeep = (text: Uint8Array): boolean => {
  let depth = 0
  let isText = false
  for (let i = 0; i < text.length; i++) {
    const byte = text[i]
    if (isText) {
      if (byte === backslash) i++
      else if (byte === quote) isText = false
    } else if (byte === quote) isText = true
    else if (byte === openObject || byte === openArray) {
      depth++
      if (depth > deepest) return true
    } else if (byte === closeObject || byte === closeArray) depth--
  }
  return false
}
