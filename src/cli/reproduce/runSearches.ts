import { type SearchesPlan } from './plan.ts'
export const runSearches = (plan: SearchesPlan): Promise<number> => Promise.resolve(plan.children)
