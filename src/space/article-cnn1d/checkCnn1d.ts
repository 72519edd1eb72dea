import {
  checkOptions,
  oneOfNames,
  type OptionCheck,
  positiveNumber,
  wholeNumber,
} from '../../common/index.ts'
import { mostItems } from '../limits.ts'
import { type Cnn1dTask } from './Cnn1d.ts'
import { type CostLimits } from '../cost.ts'

/** How many layers a 1-D child may have. */
export const layersCheck: OptionCheck = wholeNumber(1, mostItems)

const limit: OptionCheck = {
  takes: 'a number above 0, or Infinity for none,',
  holds: (value) => value === Infinity || positiveNumber().holds(value),
}

/** Checks the task and the limits of a space of 1-D children. */
export const checkCnn1d = (call: string, task: Cnn1dTask, limits: CostLimits): void => {
  const count = wholeNumber(1)
  checkOptions(`${call} task`, task, {
    length: count,
    channels: count,
    classes: count,
    poolStride: oneOfNames('one', 'size'),
  })
  checkOptions(`${call} limits`, limits, { parameters: limit, flops: limit })
}
