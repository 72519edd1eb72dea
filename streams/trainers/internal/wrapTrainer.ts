import { type Json } from '../../../src/space/index.ts'
import { named, stageOf } from '../../plan/named.ts'
import { type Trainer } from '../../types/Trainer.ts'
import { type TrainerChange } from '../../types/TrainingStage.ts'
import { checkOptions } from '../../../src/common/index.ts'
import { aTrainer } from '../../internal/optionChecks.ts'

/**
 * Names a trainer made of another one, so that a plan shows both.
 *
 * @param wrap - makes the new trainer of the one inside
 */
export const wrapTrainer =
  (name: string, options: Json, wrap: <A>(trainer: Trainer<A>) => Trainer<A>): TrainerChange =>
  (trainer) => {
    checkOptions(`${name}()`, { trainer }, { trainer: aTrainer })
    return named(name, options, () => [{ name: 'of', stages: [stageOf(trainer)] }])(wrap(trainer))
  }
