/**
 * A field by a name that somebody chose: `undefined` where the record has none. What every object has,
 * as `constructor` or `__proto__`, is a field only of a record that holds it itself.
 */
export const fieldOf = (record: object, name: string): unknown =>
  Object.hasOwn(record, name) || !(name in Object.prototype)
    ? (Reflect.get(record, name) as unknown)
    : undefined
