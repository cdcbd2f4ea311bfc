export { auroc, oodLimit } from './limit';
export { invertLower } from './linear';
export { energyScore, entropyScore, maxProbabilityScore } from './logit-scores';
export {
  fitMahalanobis,
  type MahalanobisModel,
  packMahalanobis,
  scoreMahalanobis,
  unpackMahalanobis,
} from './mahalanobis';
export {
  type ModelOutputs,
  type OodModel,
  type OodScore,
  type OodScoreName,
  oodScoreNames,
  oodScores,
} from './scores';
