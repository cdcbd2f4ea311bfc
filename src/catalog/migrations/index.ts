import { images } from './0001-images';
import { training } from './0002-training';
import { pseudoLabels } from './0003-pseudo-labels';
import { reviews } from './0004-reviews';
import { experimentNotes } from './0005-experiment-notes';
import { reviewSteps } from './0006-review-steps';
import { mergedClasses } from './0007-merged-classes';
import { labelSteps } from './0008-label-steps';
import { selectionSteps } from './0009-selection-steps';
import { reviewBefore } from './0010-review-before';
import { errorValues } from './0011-error-values';
import { nearCopies } from './0012-near-copies';
import { labellingFiles } from './0013-labelling-files';
import { reasonValues } from './0014-reason-values';
import { nearGroups } from './0015-near-groups';
import { robustness } from './0016-robustness';
import { studies } from './0017-studies';
import { testSets } from './0018-test-sets';
import { attacks } from './0019-attacks';
import { marks } from './0020-marks';
import { perturbations } from './0021-perturbations';
import { classThresholds } from './0022-class-thresholds';
import { exclusions } from './0023-exclusions';
import { formerNames } from './0024-former-names';
import { givenGroups } from './0025-given-groups';
import { frozenContents } from './0026-frozen-contents';
import { mirroredPairs } from './0027-mirrored-pairs';
import type { Migration } from './migration';

export type { Migration } from './migration';

/** Every migration in order. */
export const migrations: readonly Migration[] = [
  images,
  training,
  pseudoLabels,
  reviews,
  experimentNotes,
  reviewSteps,
  mergedClasses,
  labelSteps,
  selectionSteps,
  reviewBefore,
  errorValues,
  nearCopies,
  labellingFiles,
  reasonValues,
  nearGroups,
  robustness,
  studies,
  testSets,
  attacks,
  marks,
  perturbations,
  classThresholds,
  exclusions,
  formerNames,
  givenGroups,
  frozenContents,
  mirroredPairs,
];

/** The version that this program reads and writes. */
export const latestVersion = migrations[migrations.length - 1].version;
