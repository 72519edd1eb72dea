import * as fc from 'fast-check'

// Each mutant is tried by every test that reaches it: fewer cases of each property are enough.
fc.configureGlobal({ numRuns: 30 })
