export { exportWeb } from './exportWeb.ts'
