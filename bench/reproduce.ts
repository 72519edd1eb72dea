/**
 * The article's experiments again, beside its figures, as a program on rxnas/session and rxnas/node:
 * `npm run reproduce`, and `npm run reproduce -- --search` for its search beside other policies.
 */
import { CommanderError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { status } from '../src/cli/exitStatus.ts'
import { note } from '../src/cli/output.ts'
import { planReproduction, reproduceCommand } from './reproduce/plan.ts'
import { runSearches } from './reproduce/runSearches.ts'
import { runTable } from './reproduce/runTable.ts'

try {
  const plan = planReproduction(reproduceCommand().exitOverride().parse().opts())
  if (E.isLeft(plan)) note(plan.left.message)
  process.exitCode = E.isLeft(plan)
    ? status.usage
    : await (plan.right._tag === 'Table' ? runTable(plan.right) : runSearches(plan.right))
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? status.well : status.usage
}
