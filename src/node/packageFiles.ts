import { cpSync, writeFileSync } from 'node:fs'
import { configSchema, eventSchema } from '../session/index.ts'

/** A step of the build: what the package holds beside what the compiler makes. Run from its root. */
cpSync('src/node/engine/runtime', 'dist/src/node/engine/runtime', { recursive: true })
writeFileSync('dist/config.schema.json', `${JSON.stringify(configSchema(), null, 2)}\n`)
writeFileSync('dist/events.schema.json', `${JSON.stringify(eventSchema(), null, 2)}\n`)
