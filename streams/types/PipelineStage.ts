import { type Observable } from 'rxjs'
import { type Place, type Places } from './Place.ts'
import { type StageEvent } from './StageEvent.ts'

/** What the type of a stage says: where it stands, and what becomes of the events that it meets. */
export interface StageKind {
  /** Where in a pipeline it may stand. */
  readonly at: Place
  /** Its name in what the compiler says. */
  readonly name: string
  /** Events that have to be of this type where a source has any of their tag; none where left out. */
  readonly needs?: StageEvent
  /** Events that do not pass; none where left out. */
  readonly takes?: StageEvent
  /** Events that come out besides those that pass; none where left out. */
  readonly gives?: StageEvent
}

/** The events that a stage needs. */
export type Needed<K extends StageKind> = K extends { readonly needs: infer E extends StageEvent }
  ? E
  : never

/** The events that a stage takes. */
export type Taken<K extends StageKind> = K extends { readonly takes: infer E extends StageEvent }
  ? E
  : never

/** The events that a stage gives. */
export type Given<K extends StageKind> = K extends { readonly gives: infer E extends StageEvent }
  ? E
  : never

/** The events of a pipeline that have the tag of one of `E`, whatever else they hold. */
export type SameTag<E extends StageEvent> = E extends { readonly _tag: infer Tag }
  ? Extract<StageEvent, { readonly _tag: Tag }>
  : never

/** What the compiler asks of a source of events `E`, of which those of one tag have to be `N`. */
export type Needing<E, N extends StageEvent> =
  Extract<E, SameTag<N>> extends N ? unknown : Observable<Exclude<E, SameTag<N>> | N>

/**
 * A stage of a pipeline: an operator that replaces the events it takes by those it gives, and passes
 * every other event on in its place. Put where it does not belong, it does not compile, and the
 * compiler says where to put it.
 */
export type PipelineStage<K extends StageKind> = <E extends StageEvent>(
  source: Observable<E> & Places<E, K['name']>[K['at']] & Needing<E, Needed<K>>,
) => Observable<Exclude<E, Taken<K>> | Given<K>>
