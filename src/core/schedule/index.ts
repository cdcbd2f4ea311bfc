export { blockSurvival, survivalProbabilities } from '../noise/stochastic-depth';
export { fixTraining } from './fix';
export { learningRateAt, peakLearningRate, stepsOf, stepsPerEpoch } from './learning-rate';
