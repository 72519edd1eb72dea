export { architecture, candidate } from './arbitraries/architecture.ts'
export { journalLine } from './arbitraries/journalLine.ts'
export { searchSpace } from './arbitraries/space.ts'
export { policyContract, type PolicyUnderTest } from './contracts/policyContract.ts'
