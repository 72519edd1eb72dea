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
    'src/node/trainers/*Worker.ts!',
    'bench/**/*.ts',
    'test/**/fixtures/*.mjs',
  ],
  project: ['src/**/*.ts!', 'streams/**/*.ts!', 'test/**/*.{ts,mjs}', 'bench/**/*.ts'],
  // A type may be named for those who read its file, without another file's asking for it.
  ignoreExportsUsedInFile: { interface: true, type: true },
}

export default config
