/** A field where there is something to put in it, and no field where there is not. */
export const optionalField = <const K extends string, V>(
  name: K,
  value: V | undefined,
): { readonly [P in K]?: V } =>
  // A computed name widens to string; it is K.
  (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: V }
