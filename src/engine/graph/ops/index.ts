/**
 * Ops that tfjs composes of many slow ones, or fixes to one batch size, as TensorFlow kernels with their own
 * gradients. All tensors are float32; images are `[batch, height, width, channels]`.
 */
export { relu6, swish } from './activations';
export { convolve, convolveDepthwise } from './convolution';
export { halfSquaredNorm, softmaxCrossEntropy, temperedCrossEntropy, weightedSum } from './losses';
export { batchNormTraining } from './normalisation';
export { biasAdd, matmul } from './products';
export { statelessUniform } from './random';
export {
  addSame,
  fromRow,
  padSpace,
  reshapeRows,
  rowCount,
  rowsAnd,
  rowsFrom,
  scaleChannels,
  sliceRows,
  spatialMean,
} from './rows';
export {
  atLeast,
  bestClass,
  countOfEach,
  evenness,
  largest,
  overClasses,
  scatterLargest,
  sharpened,
  softmaxesMeanSquare,
  softmaxMeanSquare,
  stopGradient,
} from './targets';
