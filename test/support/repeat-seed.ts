// A property that fails prints its seed; with RXNAS_FUZZ_SEED each draws by that one. fast-check is loaded
// only then: most files have no use for it.
const seed = process.env['RXNAS_FUZZ_SEED']
if (seed !== undefined) {
  const { configureGlobal, readConfigureGlobal } = await import('fast-check')
  configureGlobal({ ...readConfigureGlobal(), seed: Number(seed) })
}
