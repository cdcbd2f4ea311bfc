export { type Calibration, calibration, type ReliabilityBin } from './calibration';
export { accuracy, type ClassMetrics, classMetrics, confusionMatrix, meanLoss, topK } from './classification';
export { type JudgedLabels, suspiciousLabels } from './suspicious-labels';
