import { flag } from './table.ts'
import { trainedChildren } from './proxies-train.ts'

const children = await trainedChildren(flag('--kept'))
console.log(children.map((c) => [c.full.at(-1), c.subset.at(-1)]))
