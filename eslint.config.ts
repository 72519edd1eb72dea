import js from '@eslint/js'
import rxjsX from 'eslint-plugin-rxjs-x'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** The forms in which what is imported is found. */
const importForms = [
  {
    regex: '^fp-ts/(?!lib/.*\\.js$)',
    message: "Node's ESM loader finds fp-ts only as fp-ts/lib/X.js.",
  },
  { regex: '^io-ts/(?!lib/.*\\.js$)', message: "Use 'io-ts' or 'io-ts/lib/X.js'." },
]

/** What opens files, whatever they are. */
const openingFiles = ['node:fs', 'node:fs/promises', 'fs', 'fs/promises'].map((name) => ({
  name,
  importNames: [
    ...['default', 'promises', 'readFile', 'readFileSync', 'createReadStream'],
    ...['open', 'openSync', 'openAsBlob'],
  ],
  message: 'Files are opened by src/node/files, which opens regular ones alone.',
}))

/** What prints lines as they are. */
const printing = 'Only src/cli/output.ts prints: it makes every line printable.'
const printers = [
  ...['log-update', '@clack/prompts', 'node:tty'],
  ...['node:process', 'process', 'node:console', 'console'],
].map((name) => ({ name, message: printing }))

export default defineConfig(
  {
    ignores: [
      'dist',
      'coverage',
      'node_modules',
      '.cache',
      'test/**/fixtures/*.mjs',
      'test/.examples',
    ],
  },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  rxjsX.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Expected failures are values with a _tag, not instances of Error.
      'rxjs-x/throw-error': 'off',
      'no-restricted-imports': ['error', { patterns: importForms }],
    },
  },
  {
    // Reading a pipe or a device waits for ever, or never ends; so do folders that take no folder.
    files: ['src/**'],
    ignores: ['src/node/files/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: importForms,
          paths: openingFiles,
        },
      ],
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
  {
    files: ['src/cli/**'],
    // Questions draw themselves; their texts are made printable in that one file.
    ignores: ['src/cli/output.ts', 'src/cli/init/prompts.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        ...['stdout', 'stderr'].map((property) => ({
          object: 'process',
          property,
          message: printing,
        })),
      ],
      'no-restricted-imports': [
        'error',
        { patterns: importForms, paths: [...openingFiles, ...printers] },
      ],
    },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
)
