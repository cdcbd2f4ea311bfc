export { fixTraining } from './fix';
export { learningRateAt, stepsOf, stepsPerEpoch } from './learning-rate';
export { rampUp } from './ramp-up';
export { stepSize } from './step-size';
