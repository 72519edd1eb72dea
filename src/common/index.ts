export { counted } from './counted.ts'
export { isRecord } from './isRecord.ts'
export { mean } from './mean.ts'
export { messageOf } from './messageOf.ts'
