import * as tf from '@tensorflow/tfjs'

/** The version of tfjs that rxnas is made for: its native engine belongs to it, and its kernels too. */
export const tfjsVersion = '4.22.0'

/**
 * What is wrong with the tfjs that was loaded, in a paragraph; nothing for the version that rxnas is
 * made for.
 *
 * @param found - the versions of its parts, by their names
 */
export const tfjsFault = (found: Readonly<Record<string, string>>): string | undefined => {
  const [other] = Object.entries(found).filter(([, version]) => version !== tfjsVersion)
  return other === undefined
    ? undefined
    : `rxnas is made for @tensorflow/tfjs ${tfjsVersion}, but this is ${other.join(' ')}. Install the version that it is made for by: npm install @tensorflow/tfjs@${tfjsVersion}, and see which packages ask for another by: npm ls @tensorflow/tfjs`
}

/**
 * @throws an error with a paragraph where another version of tfjs was loaded
 */
export const requireTfjs = (): void => {
  const fault = tfjsFault(tf.version)
  if (fault !== undefined) throw new Error(fault)
}

/**
 * Whether another copy of tfjs was loaded in this process before the one that rxnas imports. They
 * share one engine, that of the first, but not their classes.
 */
export const isOtherCopyFirst = (): boolean => !(tf.env() instanceof tf.Environment)
