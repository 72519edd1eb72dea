import * as E from 'fp-ts/lib/Either.js'
import { sliceExamples } from '../../task/index.ts'
import { type Examples, type Splits } from '../../task/index.ts'
import { type DataProblem, refuse } from '../DataError.ts'
import { type Idx } from './parseIdx.ts'

/** Training images at the head of MNIST's 60,000 that the article (as TensorFlow's tutorials) validates on. */
const validationCount = 5_000

/** Images with their labels. */
export const labelledImages = (images: Idx, labels: Idx): E.Either<DataProblem, Examples> => {
  const [count = 0, ...shape] = images.shape
  const [labelled = 0, ...more] = labels.shape
  if (shape.length !== 2 || more.length !== 0)
    return refuse(
      `holds an array of images of the shape ${images.shape.join(' x ')} and one of labels of ${labels.shape.join(' x ')}; images have three dimensions (how many, height, width), labels one.`,
    )
  if (count !== labelled)
    return refuse(
      `holds ${count} images but ${labelled} labels of them. Its files are not of one set.`,
    )
  return E.right({
    count,
    // Height, width and one channel.
    shape: [...shape, 1],
    values: images.values,
    scale: 1 / 255,
    labels: labels.values,
  })
}

const topLabel = ({ labels }: Examples): number =>
  Array.from(labels).reduce((top, label) => Math.max(top, label), 0)

/**
 * Splits a data set in MNIST's form as the article does: the first 5,000 training images validate,
 * the others train.
 */
export const splitIdx = (all: Examples, test: Examples): E.Either<DataProblem, Splits> => {
  const { count, shape } = all
  if (test.shape.join() !== shape.join() || test.count === 0)
    return refuse(
      `holds ${test.count} test images of ${test.shape.slice(0, 2).join(' x ')} to training images of ${shape.slice(0, 2).join(' x ')}. Its files are not of one set.`,
    )
  if (count <= 2 * validationCount)
    return refuse(
      `holds ${count} training images; more than ${2 * validationCount} are needed to split off ${validationCount} for validation.`,
    )
  return E.right({
    train: sliceExamples(all, validationCount, count),
    validation: sliceExamples(all, 0, validationCount),
    test,
    task: {
      input: shape,
      target: {
        _tag: 'Classes',
        count: Math.max(topLabel(all), topLabel(test)) + 1,
      },
    },
  })
}
