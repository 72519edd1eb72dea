import { type Observable } from 'rxjs'
import { type Json } from '../../src/space/index.ts'
import { named, type Part } from '../plan/named.ts'
import {
  type Given,
  type Needed,
  type PipelineStage,
  type SameTag,
  type StageKind,
  type Taken,
} from '../types/PipelineStage.ts'
import { type StageEvent } from '../types/StageEvent.ts'

/** What a stage meets: any event, but of the tags of those that it needs only these. */
export type Met<N extends StageEvent> = Exclude<StageEvent, SameTag<N>> | N

/** The operator that a stage is, without what its type asks of a source. */
export type StageOperator<K extends StageKind> = (
  source: Observable<Met<Needed<K>>>,
) => Observable<Exclude<Met<Needed<K>>, Taken<K>> | Given<K>>

/**
 * Names an operator over the events of a pipeline, and gives it the type of a stage. The operator has
 * to pass on, unchanged, every event that it does not take.
 *
 * @param name - in a plan
 * @param options - in a plan
 * @param parts - the stages inside, in a plan
 */
export const stage = <K extends StageKind>(
  name: string,
  options: Json,
  operator: StageOperator<K>,
  parts?: () => ReadonlyArray<Part>,
): PipelineStage<K> =>
  // The stage's type holds a caller's source to what the operator meets. That what passes is the
  // source's own is the operator's promise: no type of RxJS can say it.
  named(name, options, parts)(operator) as unknown as PipelineStage<K>

/**
 * The operator that a stage is: for a stage made of others, whose own type asks of a source what
 * those of its parts do.
 */
export const operatorOf = <K extends StageKind>(inner: PipelineStage<K>): StageOperator<K> =>
  // The reverse of what `stage` does.
  inner as unknown as StageOperator<K>
