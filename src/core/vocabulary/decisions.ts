/** What a person may decide about an image of the pool. */
export const decisions = ['accept', 'relabel', 'ood', 'exclude'] as const;
export type Decision = (typeof decisions)[number];

/** `reset` takes decisions back: thresholds decide again. */
export type ReviewAction = Decision | 'reset';

/** The code of a decision in a packed column: 0 for none, otherwise its position in `decisions` + 1. */
export const decisionCode = (decision: ReviewAction): number =>
  decision === 'reset' ? 0 : decisions.indexOf(decision) + 1;
