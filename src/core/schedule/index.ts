export { fixTraining } from './fix';
export { learningRateAt, stepsOf, stepsPerEpoch } from './learning-rate';
export { type RampUp, rampUp, rampUpOfLee } from './ramp-up';
export { stepSize } from './step-size';
