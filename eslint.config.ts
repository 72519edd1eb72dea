import rxjsX from 'eslint-plugin-rxjs-x'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

// What oxlint has no rule for; its own rules are in .oxlintrc.json. A typed rule takes ESLint long, so it
// sees those files alone that can break it.

/** The sources in some folders that hold a text; what tests write into hidden folders is no source. */
const filesWith = (text: RegExp, ...folders: ReadonlyArray<string>): Array<string> =>
  folders
    .flatMap((folder) =>
      readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name}`,
      ),
    )
    .filter(
      (file) =>
        file.endsWith('.ts') &&
        !file.includes('/.') &&
        text.test(readFileSync(join(import.meta.dirname, file), 'utf8')),
    )

const everywhere = ['src', 'streams', 'test', 'bench']

/** Every rule of rxjs-x is about an import of RxJS or the call of one of these methods. */
const ofStreams = filesWith(
  /\brxjs\b|\.(subscribe|unsubscribe|pipe|toPromise|next|error|complete)\b/,
  ...everywhere,
)

/** Where classes have no private members, so that the compiler takes an object like them for one. */
const ofClasses = filesWith(/from '(rxjs|io-ts|@tensorflow)|^ *(export )?class /m, ...everywhere)

const makingFolders = filesWith(/mkdir/, 'src').filter(
  (file) => !file.startsWith('src/node/files/'),
)

export default defineConfig(
  { ignores: ['**/*.js', '**/*.mjs', '**/*.cjs'] },
  {
    files: [...ofStreams, ...ofClasses, ...makingFolders],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: 'tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
  },
  {
    files: ofStreams,
    extends: [rxjsX.configs.recommended],
    // Expected failures are values with a _tag, not instances of Error.
    rules: { 'rxjs-x/throw-error': 'off' },
  },
  {
    files: ofClasses,
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'error' },
  },
  {
    // Node tries for ever to make folders where a folder takes none.
    files: makingFolders,
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.name=/^mkdir/] Property[key.name="recursive"][value.value=true]',
          message: 'makeFolder of src/node/files ends also where Node tries for ever.',
        },
      ],
    },
  },
)
