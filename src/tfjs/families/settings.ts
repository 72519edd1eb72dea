import { oneOfWords, whole, yesOrNo } from '../../policy/registry/optionCodecs.ts'
import { type FamilySetting } from './defineFamily.ts'

/** How large children may be: what every family that rxnas has can be given. */
export const layersSetting = (byDefault: number, min = 1): FamilySetting<number> => ({
  codec: whole(min, 16),
  byDefault,
  help: 'most layers or stages of a child',
})

/** How a 1-D child's pooling moves on. */
export const poolStrideSetting: FamilySetting<'one' | 'size'> = {
  codec: oneOfWords('one', 'size'),
  byDefault: 'size',
  help: "stride of a 1-D child's pooling: one as in the article, or its size",
}

/** Whether a child's training is decided, too. */
export const tuneSetting = (byDefault: boolean): FamilySetting<boolean> => ({
  codec: yesOrNo,
  byDefault,
  help: 'optimizer, learning rate and batch size of a child are searched too',
})
