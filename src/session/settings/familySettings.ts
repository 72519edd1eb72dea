import {
  type FamilySettingForm,
  familySettingHelp,
  familySettingNames,
  type FamilySettings,
} from '../../tfjs/index.ts'
import { familySettings as shared } from '../../tfjs/index.ts'
import { type Declaration, optional } from './declareSetting.ts'
import { type ValueType, name, toggle, whole } from './valueTypes.ts'

const valueTypeOf = (
  form: FamilySettingForm,
): ValueType<number> | ValueType<string> | ValueType<boolean> => {
  switch (form._tag) {
    case 'Whole':
      return whole(...form.bounds)
    case 'Name':
      return name(form.names)
    case 'YesOrNo':
      return toggle
  }
}

/** The settings of the family that is searched, each of the declaration that families share. */
export const familySettings = Object.fromEntries(
  familySettingNames.map((key) => {
    const { help, byDefault } = familySettingHelp(key)
    return [
      key,
      {
        ...valueTypeOf(shared[key].form),
        group: 'What is searched',
        help,
        byDefault: optional(byDefault),
      },
    ]
  }),
  // Every setting has its declaration, whose form reads what some family takes.
) as unknown as {
  readonly [K in keyof FamilySettings]-?: Declaration<
    NonNullable<FamilySettings[K]>,
    ReturnType<typeof optional<NonNullable<FamilySettings[K]>>>
  >
}
