import { articleFamily } from './articleFamily.ts'
import { articleCnn1dFamily } from './articleCnn1dFamily.ts'
import { cellDagFamily } from './cellDag.ts'
import { cnn2dFamily } from './cnn2d.ts'
import { type FamilyDefinition } from './defineFamily.ts'
import { mlpFamily } from './mlp.ts'

/** The families that rxnas has. */
export const families = [
  articleCnn1dFamily,
  cnn2dFamily,
  cellDagFamily,
  mlpFamily,
  articleFamily,
] as const satisfies ReadonlyArray<FamilyDefinition>

/** The name of a family that rxnas has. */
export type FamilyName = (typeof families)[number]['name']

/** The names of the families that rxnas has. */
export const familyNames: ReadonlyArray<FamilyName> = families.map(({ name }) => name)
