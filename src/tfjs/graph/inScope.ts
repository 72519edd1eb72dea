import * as tf from '@tensorflow/tfjs'

/** Frees the tensors that a computation made, as `tf.tidy` does, whatever it gives: no tensor of its own. */
export const inScope = <A>(run: () => A): A => {
  tf.engine().startScope()
  try {
    return run()
  } finally {
    tf.engine().endScope()
  }
}
