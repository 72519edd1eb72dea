export { scoringServer, type ServerLimits } from './ScoringServer.ts'
