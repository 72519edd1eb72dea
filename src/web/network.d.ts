import { type ExportedNetwork } from './ExportedNetwork.ts'

declare const network: ExportedNetwork
export default network
