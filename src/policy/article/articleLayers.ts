import { type Description, type SearchSpace } from '../../space/index.ts'

const inside = (d: Description): Description =>
  d._tag === 'Refine' || d._tag === 'IMap' ? inside(d.inner) : d

const numbers = ['kernel', 'filters', 'pool', 'keep']

/** How many layers the children of the article's space have; `undefined` for another space. */
export const articleLayers = ({ description }: SearchSpace<unknown>): number | undefined => {
  const whole = inside(description)
  const [first] = whole._tag === 'Struct' ? whole.fields : []
  if (first?.[0] !== 'layers') return undefined
  const layers = inside(first[1])
  if (layers._tag !== 'Sequence' || layers.min !== layers.max) return undefined
  const layer = inside(layers.item)
  return layer._tag === 'Struct' && layer.fields.map(([name]) => name).join() === numbers.join()
    ? layers.max
    : undefined
}
