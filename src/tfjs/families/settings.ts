import { oneOfWords, type OptionCodec, whole, yesOrNo } from '../../episode/index.ts'
import { type FamilySetting } from './defineFamily.ts'

/** Settings of the families that rxnas has; each takes those that are its own. */
export interface FamilySettings {
  /**
   * The most layers (article-cnn1d), stages (cnn2d), hidden layers (mlp) or cells before and after
   * the reduction (cell-dag) of a child; how many layers it has (article).
   */
  readonly layers?: number
  /** Stride of a 1-D child's pooling. */
  readonly poolStride?: 'one' | 'size'
  /** Whether optimizer, learning rate and batch size are decided too. */
  readonly tune?: boolean
}

/** How a setting is written on a command line and in a file. */
export type FamilySettingForm =
  | { readonly _tag: 'Whole'; readonly bounds: readonly [min: number, max: number] }
  | { readonly _tag: 'Name'; readonly names: ReadonlyArray<string> }
  | { readonly _tag: 'YesOrNo' }

interface SharedSetting<A> {
  /** What some family takes; one may take less. */
  readonly codec: OptionCodec<A>
  readonly form: FamilySettingForm
  readonly help: string
}

const mostLayers = 16
const poolStrides = ['one', 'size'] as const

/** The settings that families share, declared once: those of a search, cards and help are derived from them. */
export const familySettings: {
  readonly [K in keyof FamilySettings]-?: SharedSetting<NonNullable<FamilySettings[K]>>
} = {
  layers: {
    codec: whole(0, mostLayers),
    form: { _tag: 'Whole', bounds: [0, mostLayers] },
    help: 'most layers or stages of a child',
  },
  poolStride: {
    codec: oneOfWords(...poolStrides),
    form: { _tag: 'Name', names: poolStrides },
    help: "stride of a 1-D child's pooling: one as in the article, or its size",
  },
  tune: {
    codec: yesOrNo,
    form: { _tag: 'YesOrNo' },
    help: 'optimizer, learning rate and batch size of a child are searched too',
  },
}

/** The names of the settings that families share. */
export const familySettingNames: ReadonlyArray<keyof FamilySettings> =
  // Its keys are what the object was written with.
  Object.keys(familySettings) as ReadonlyArray<keyof FamilySettings>

/** How large children may be: what every family that rxnas has can be given. */
export const layersSetting = (byDefault: number, min = 1): FamilySetting<number> => ({
  ...familySettings.layers,
  codec: whole(min, mostLayers),
  byDefault,
})

/** How a 1-D child's pooling moves on. */
export const poolStrideSetting: FamilySetting<'one' | 'size'> = {
  ...familySettings.poolStride,
  byDefault: 'size',
}

/** Whether a child's training is decided, too. */
export const tuneSetting = (byDefault: boolean): FamilySetting<boolean> => ({
  ...familySettings.tune,
  byDefault,
})
