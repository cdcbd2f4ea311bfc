export { auroc, oodLimit } from './limit';
export { type Matrices, plainMatrices } from './linear';
export { energyScore, entropyScore, maxProbabilityScore } from './logit-scores';
export { fitMahalanobis, type MahalanobisModel, scoreMahalanobis } from './mahalanobis';
export {
  type ModelOutputs,
  type OodModel,
  type OodScoreName,
  oodScoreNames,
  oodScores,
} from './scores';
