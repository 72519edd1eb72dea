import { checkOptions, optional, trueOrFalse, wholeNumber } from '../../common/index.ts'

/** What a process's engine runs with, fixed before its binding loads. */
export interface EngineOptions {
  /** Threads that one operation may use; default 1. */
  readonly threads?: number
  /** oneDNN's kernels, which TensorFlow leaves off on AMD; default on. */
  readonly oneDnn?: boolean
}

/** Checks what an engine is to run with. */
export const checkEngine = (options: EngineOptions): void => {
  checkOptions('the engine', options, {
    threads: optional(wholeNumber(1, 1024)),
    oneDnn: optional(trueOrFalse),
  })
}

/** The environment variables that fix how an engine runs. */
export const engineEnvironment = ({ threads = 1, oneDnn = true }: EngineOptions = {}): Readonly<
  Record<string, string>
> => {
  checkEngine({ threads, oneDnn })
  return {
    TF_ENABLE_ONEDNN_OPTS: oneDnn ? '1' : '0',
    TF_NUM_INTRAOP_THREADS: String(threads),
    // Of a graph's operations, so many run side by side; others come one after another.
    TF_NUM_INTEROP_THREADS: String(threads),
    OMP_NUM_THREADS: String(threads),
    TF_CPP_MIN_LOG_LEVEL: '2',
    // Memory that is freed stays with the process: else glibc gives large tensors back to the system at
    // each step and has them zeroed anew. Only read at a process's start, so this is for workers.
    MALLOC_MMAP_MAX_: '0',
    MALLOC_TRIM_THRESHOLD_: String(2 ** 40),
    MALLOC_TOP_PAD_: String(2 ** 26),
  }
}
