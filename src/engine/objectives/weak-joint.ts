import { joint } from './joint';
import type { Objective } from './objective';

/** As `joint`, with usual augmentation alone: every image is only cut, mirrored and shifted. */
export const weakJoint: Objective = { ...joint, views: { labelled: 'weak', pool: ['weak'], teacher: [] } };
