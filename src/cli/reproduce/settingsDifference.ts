/** Settings that have to be equal for results to stand beside each other. */
export type ComparedSettings = Readonly<Record<string, string | number>>

/** How what is kept differs from what is asked, in words; nothing where it does not. */
export const settingsDifference = (
  kept: ComparedSettings,
  asked: ComparedSettings,
): string | undefined => {
  const different = Object.keys({ ...kept, ...asked }).filter((key) => kept[key] !== asked[key])
  return different.length === 0
    ? undefined
    : different
        .map((key) =>
          // A hash tells a person nothing.
          key === 'data'
            ? 'other data'
            : `${key} ${kept[key] ?? 'none'}, not ${asked[key] ?? 'none'}`,
        )
        .join('; ')
}
