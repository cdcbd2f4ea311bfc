export { fitMahalanobis, type MahalanobisModel, scoreMahalanobis } from './class-gaussians';
export { auroc, oodLimit } from './limit';
export { type Matrices, plainMatrices } from './linear';
export { inMemory, type ModelOutputs, type OutputRows } from './score';
export { type FittedScores, type OodScoreName, oodScore, oodScoreNames, oodScores, oodTitles } from './table';
