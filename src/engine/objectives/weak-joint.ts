import { joint } from './joint';
import type { Objective } from './objective';

/** As `joint`, but with the usual augmentation only: images are cropped, mirrored and shifted. */
export const weakJoint: Objective = { ...joint, views: { labelled: 'weak', pool: ['weak'], teacher: [] } };
