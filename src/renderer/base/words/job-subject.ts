import type { JobView } from '../../../contract';
import { modelName } from './model-name';

/** What a job works on, in the language of the window. */
export function subjectOf({ subject }: JobView): string {
  return typeof subject === 'string' ? subject : subject.map(modelName).join(', ');
}
