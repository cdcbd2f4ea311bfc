export { fixTraining } from './fix';
export { learningRateAt, peakLearningRate, stepsOf, stepsPerEpoch } from './learning-rate';
export { blockSurvival, survivalProbabilities } from './stochastic-depth';
