import { type Json } from '../../core.ts'
import { defaultText } from './declareSetting.ts'
import { declarationOf, settingNames } from './settings.ts'

/** JSON Schema (2020-12) of `rxnas.config.json`: what editors complete and check it by. */
export const configSchema = (): { readonly [key: string]: Json } => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Settings of rxnas search',
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries<Json>([
    ['$schema', { type: 'string' }],
    ...settingNames.map((key) => {
      const declaration = declarationOf(key)
      const { schema, help } = declaration
      const text = defaultText(declaration)
      const description = text === '' ? help : `${help} (default ${text})`
      return [key, { ...schema, description }] as const
    }),
  ]),
})
