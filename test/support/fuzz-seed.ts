/** The seed of the fuzzers, new each time; `RXNAS_FUZZ_SEED` repeats a run. */
export const fuzzSeed: number = Number(process.env['RXNAS_FUZZ_SEED'] ?? Date.now() % 1_000_000)
