import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { appendJsonLine, readJsonLines } from './jsonLines.ts'
import { type ComparedSettings, settingsDifference } from './settingsDifference.ts'

const Settings: t.Type<ComparedSettings, unknown> = t.readonly(
  t.record(t.string, t.union([t.string, t.number])),
)

/** Keeps the settings of searches in a file, or refuses those that differ from what it holds. */
export const keepSettings = (path: string, settings: ComparedSettings): E.Either<string, void> =>
  E.Chain.chain(readJsonLines(path, Settings), ([kept]) => {
    if (kept === undefined) return appendJsonLine(path, settings)
    const difference = settingsDifference(kept, settings)
    return difference === undefined
      ? E.right(undefined)
      : E.left(
          `${path} is that of searches of other settings (${difference}), which cannot stand beside these. Give another folder by --out.`,
        )
  })
