/** The path of what stands inside a place: `layers` and `0` make `layers.0`. */
export const inside = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)

/** The path of a choice, which at the root of a space has no field to be called by. */
export const ofChoice = (path: string): string => (path === '' ? 'value' : path)
