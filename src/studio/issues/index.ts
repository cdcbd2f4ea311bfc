export { issueScores, rankedByIssue } from './rank';
export { notScored, scoreImages } from './score-images';
