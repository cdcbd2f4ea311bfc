export { calibration } from './calibration';
export { accuracy, type ClassMetrics, classMetrics, confusionMatrix, meanLoss, topK } from './classification';
export { suspiciousLabels } from './suspicious-labels';
