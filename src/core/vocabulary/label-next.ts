/**
 * With fewer labels a class than this, on average, typical images teach a model most; with more, those that it is unsure of (TypiClust,
 * Hacohen et al. 2022, distinguishes the two). The point of change was measured: docs/likeness.md.
 */
export const typicalUntil = 10;

/** The order of the images that are to be labelled next. */
export type NextBy = 'typical' | 'uncertain';

/** How the images to be labelled next are chosen, by the labels that models learn from, their classes, and whether a model has seen the pool. */
export function nextBy(labels: number, classes: number, hasModel: boolean): NextBy {
  return hasModel && labels > 0 && labels >= typicalUntil * classes ? 'uncertain' : 'typical';
}
