import { defer, map } from 'rxjs'
import { checkOptions, optionsOf } from '../../src/common/index.ts'
import { refuse, type Rejected } from '../../src/episode/index.ts'
import { lruMap, rememberedByDefault } from '../internal/lruMap.ts'
import { rememberedCount } from '../internal/optionChecks.ts'
import { stage } from '../internal/stage.ts'
import { type PipelineStage } from '../types/PipelineStage.ts'

/** How {@link dedupe} remembers. */
export interface DedupeOptions {
  /** How many architectures, those met last; default 10,000, so that memory is flat. */
  readonly remember?: number
}

interface Dedupe {
  readonly at: 'beforeTraining'
  readonly name: 'dedupe'
  readonly gives: Rejected
}

/**
 * Rejects a child whose architecture an earlier episode had, and says which. The rejection is an
 * episode like any other: it is paid the reward's penalty, and the policy learns not to repeat
 * itself. Without this stage `trainChild` gives a duplicate the metrics it had, and the policy learns
 * from them again. Everything else passes through.
 *
 * @example
 * import { from } from 'rxjs'
 * import { choice, type Proposed, struct } from 'rxnas'
 * import { dedupe, validateAction } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(8, 16) })
 * const proposals = [8, 16, 8].map(
 *   (units, episode): Proposed => ({ _tag: 'Proposed', episode, candidate: { units }, trace: [] }),
 * )
 * from(proposals)
 *   .pipe(validateAction(space), dedupe())
 *   .subscribe((event) => {
 *     if (event._tag === 'Rejected') console.log(event.reason.message)
 *     // The architecture was that of episode 0 already.
 *   })
 */
export const dedupe = (options: DedupeOptions = {}): PipelineStage<Dedupe> => {
  const { remember = rememberedByDefault } = optionsOf('dedupe()', options)
  checkOptions('dedupe()', { remember }, { remember: rememberedCount })
  return stage<Dedupe>('dedupe', { remember }, (source) =>
    defer(() => {
      const seen = lruMap<number>(remember)
      return source.pipe(
        map((event) => {
          if (event._tag !== 'Validated') return event
          const before = seen.get(event.key)
          if (before !== undefined)
            return refuse(`The architecture was that of episode ${before} already.`)(event)
          seen.set(event.key, event.episode)
          return event
        }),
      )
    }),
  )
}
