/** What is known of the network that a search ended with: what its card tells. */
export interface ResultFacts {
  /** What was measured, by name; `test...` once, on the test split. */
  readonly metrics: Readonly<Record<string, number>>
  /** What was understood of the data, lines for a person. */
  readonly data: ReadonlyArray<string>
  readonly versions: Readonly<Record<string, string>>
  readonly created: string
  /** As `20 epochs, seed 3`. */
  readonly training: string
  /** Names of the classes, where there are any. */
  readonly classes: ReadonlyArray<string>
}
