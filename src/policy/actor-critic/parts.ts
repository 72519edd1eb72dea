import { type SearchSpace } from '../../space/index.ts'
import { type AblationOptions } from './AblationOptions.ts'
import { type Actor, actorOf } from './Actor.ts'
import { cachedCritics, type CriticOf } from './criticOf.ts'
import { encodingOf } from './Encoding.ts'
import { type ActorCriticOptions } from './options.ts'
import { type RowCodec, rowCodecOf } from './RowCodec.ts'

/** What proposing and learning share: the options, and the parts made for a space. */
export interface ActorCriticParts {
  readonly options: Required<ActorCriticOptions>
  readonly ablation: AblationOptions
  readonly rows: RowCodec
  readonly actor: Actor
  readonly criticOf: CriticOf
}

/** The parts for a space. */
export const actorCriticParts = (
  space: SearchSpace<unknown>,
  options: Required<ActorCriticOptions>,
  ablation: AblationOptions,
): ActorCriticParts => {
  const whole = encodingOf(space)
  const encoding = { ...whole, repeats: whole.repeats && ablation.counted }
  return {
    options,
    ablation,
    rows: rowCodecOf(space, encoding),
    actor: actorOf(space, encoding, options),
    criticOf: cachedCritics(encoding),
  }
}
