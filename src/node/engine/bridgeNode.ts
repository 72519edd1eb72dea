import util from 'node:util'

/**
 * Gives tfjs-node the functions of `util` that it calls and Node 23 took away; Node 22 still has
 * them, but warns.
 */
export const bridgeNode = (): void => {
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  })
}
