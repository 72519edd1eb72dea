import { betaQuantile } from './incompleteBeta.ts'

/**
 * How many standard errors to each side hold so much of Student's t distribution.
 *
 * @param confidence - between 0 and 1
 * @param degrees - degrees of freedom, 1 or more
 */
export const studentQuantile = (confidence: number, degrees: number): number => {
  const x = betaQuantile(degrees / 2, 0.5, 1 - confidence)
  return Math.sqrt((degrees * (1 - x)) / x)
}
