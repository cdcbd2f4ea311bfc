import { stratifiedSplit } from '../../core/sampling/split';
import type { Project } from '../project/project';

export interface DrawnSplit {
  /** Images of each. */
  readonly validation: number;
  readonly test: number;
}

/**
 * Draws test and validation images from the labelled ones, class by class. The draw follows content and seed alone, not the order
 * of imports; images that an earlier draw took are drawn again. Shares are of all drawable images.
 */
export function drawSplit(
  { catalog }: Project,
  { validationShare, testShare, seed }: { validationShare: number; testShare: number; seed: number },
): DrawnSplit {
  const drawable = catalog.splits.drawable().sort((a, b) => (a.contentHash < b.contentHash ? -1 : 1));
  const test = stratifiedSplit(
    drawable.map(({ classId }) => classId),
    testShare,
    seed,
  );
  const rest = Array.from(test.kept, (at) => drawable[at]);
  const share = rest.length === 0 ? 0 : Math.min(0.99, (validationShare * drawable.length) / rest.length);
  const validation = stratifiedSplit(
    rest.map(({ classId }) => classId),
    share,
    seed + 1,
  );
  const ids = {
    validation: Array.from(validation.held, (at) => rest[at].id),
    test: Array.from(test.held, (at) => drawable[at].id),
  };
  catalog.splits.draw(ids.validation, ids.test);
  return { validation: ids.validation.length, test: ids.test.length };
}
