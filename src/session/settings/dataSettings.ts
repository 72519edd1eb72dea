import {
  type ColumnKind,
  type DataOptions,
  dataOptions,
  type OptionForm,
} from '../../data/index.ts'
import { type Declaration, fixed, optional } from './declareSetting.ts'
import { anyTexts, columnKinds, type ValueType, fraction, name, text, whole } from './valueTypes.ts'

type Options = typeof dataOptions

/** The setting of an option: with its value as the default where the option has one. */
type DataSetting<K extends keyof DataOptions> = Declaration<
  NonNullable<DataOptions[K]>,
  Options[K] extends { readonly byDefault: unknown }
    ? ReturnType<typeof fixed<NonNullable<DataOptions[K]>>>
    : ReturnType<typeof optional<NonNullable<DataOptions[K]>>>
>

type DataValueType =
  | ValueType<string>
  | ValueType<number>
  | ValueType<ReadonlyArray<string>>
  | ValueType<Readonly<Record<string, ColumnKind>>>

const valueTypeOf = (form: OptionForm): DataValueType => {
  switch (form._tag) {
    case 'Text':
      return text(form.argument)
    case 'Texts':
      return anyTexts(form.argument)
    case 'Name':
      return name(form.names)
    case 'ColumnKinds':
      return columnKinds
    case 'Fraction':
      return fraction(...form.bounds)
    case 'Whole':
      return whole(...form.bounds, form.argument)
  }
}

/** The settings of reading data, each of the declaration of its option in `src/data/DataOptions.ts`. */
export const dataSettings = Object.fromEntries(
  Object.entries(dataOptions).map(([key, option]) => [
    key,
    {
      ...valueTypeOf(option.form),
      group: 'How data is read',
      help: option.help,
      byDefault: 'byDefault' in option ? fixed(option.byDefault) : optional(option.defaultText),
    },
  ]),
  // Every option has its setting, whose form reads what the option's codec takes.
) as unknown as { readonly [K in keyof DataOptions]-?: DataSetting<K> }
