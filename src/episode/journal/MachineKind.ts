import * as t from 'io-ts'

/** What of a machine its floating-point results depend on: the last digits may differ between kinds. */
export interface MachineKind {
  /** As `x64`. */
  readonly processor: string
  /** The widest vector instructions that it has, as `avx2`. */
  readonly instructions: string
  /** What trains, and its version, as `tensorflow 2.9.1`. */
  readonly engine: string
}

/** Codec of {@link MachineKind}. */
export const MachineKind: t.Type<MachineKind, unknown> = t.readonly(
  t.strict({ processor: t.string, instructions: t.string, engine: t.string }),
)

/** Whether two machines are of one kind. */
export const sameMachine = (a: MachineKind, b: MachineKind): boolean =>
  a.processor === b.processor && a.instructions === b.instructions && a.engine === b.engine

/** A kind of machine in words. */
export const showMachine = ({ processor, instructions, engine }: MachineKind): string =>
  `${processor} with ${instructions}, ${engine}`
