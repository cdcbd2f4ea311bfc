export { classDistances, fitMahalanobis, type MahalanobisModel, scoreMahalanobis } from './class-gaussians';
export { auroc, oodLimit, passedShare } from './limit';
export { type Matrices, plainMatrices } from './linear';
export { fitNearest, type NearestModel, scoreNearest } from './nearest';
export { inMemory, type ModelOutputs, type OutputRows } from './score';
export { lessDistance, type RelativeModel } from './scores/relative-mahalanobis';
export { lessVirtual } from './scores/vim';
export { type FittedScores, type OodScoreName, oodScore, oodScoreNames, oodScores, oodTitles } from './table';
export { scoreResidual, type VirtualModel } from './virtual-logit';
