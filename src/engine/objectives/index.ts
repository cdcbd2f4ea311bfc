import { studioError } from '../../core/errors';
import { crossEntropy } from './cross-entropy';
import { distillation } from './distillation';
import { fixmatch } from './fixmatch';
import { flexmatch } from './flexmatch';
import { freematch } from './freematch';
import { joint } from './joint';
import { meanTeacher } from './mean-teacher';
import type { Objective } from './objective';
import { piModel } from './pi-model';
import { pseudoLabel } from './pseudo-label';
import { softmatch } from './softmatch';
import { weakJoint } from './weak-joint';

/** Every objective by the name that methods use: a new one is a file and a line here. */
const objectives = {
  'cross-entropy': crossEntropy,
  joint,
  distillation,
  fixmatch,
  flexmatch,
  freematch,
  softmatch,
  'mean-teacher': meanTeacher,
  'pi-model': piModel,
  'weak-joint': weakJoint,
  'pseudo-label': pseudoLabel,
} satisfies Record<string, Objective>;

/** Throws `unknown-objective`. */
export function objectiveNamed(name: string): Objective {
  if (Object.hasOwn(objectives, name)) return objectives[name as keyof typeof objectives];
  throw studioError('unknown-objective', { name, known: Object.keys(objectives).join(', ') });
}
