// Stands for @tensorflow/tfjs in what is bundled: without its reader of data files and its converter.
import { version_core as core } from '@tensorflow/tfjs-core'
import { version_layers as layers } from '@tensorflow/tfjs-layers'

export * from '@tensorflow/tfjs-core'
export * from '@tensorflow/tfjs-layers'
export const version = { 'tfjs-core': core, 'tfjs-layers': layers }
