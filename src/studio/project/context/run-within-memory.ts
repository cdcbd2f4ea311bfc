import { codeOf } from '../../../core/errors';
import { note } from '../../../core/words/notes';
import { leastPart } from '../../../core/workload/memory';
import type {
  AttackJob,
  LinearProbeJob,
  PerturbationJob,
  PredictJob,
  ResultOf,
  RobustnessJob,
  TrainJob,
} from '../../../runner/job/messages';
import type { JobListener } from '../engine/engine';
import type { StudioContext } from './context';

/** Jobs that may need more memory than there is. */
type LargeJob = TrainJob | LinearProbeJob | PredictJob | RobustnessJob | PerturbationJob | AttackJob;

interface MemoryListener extends Omit<JobListener, 'signal' | 'onFitted'> {
  /** Called when memory ran out, with the number of images at a time that is tried next. */
  onFewer?(most: number): void;
}

/**
 * Does a job. If memory runs out, it does the job again in a fresh engine with half as many images at a time: a training from its last
 * checkpoint, with its batches split into parts. Throws `out-of-memory` if even the fewest images at a time are too many, and what the
 * engine throws.
 */
export async function runWithinMemory<J extends LargeJob>(
  { engine, tell, signal }: Pick<StudioContext, 'engine' | 'tell' | 'signal'>,
  job: J,
  /** Number of images in a whole batch. */
  batch: number,
  { onFewer, ...listener }: MemoryListener,
): Promise<ResultOf<J>> {
  const least = job.kind === 'train' ? leastPart : 1;
  for (let tried: J = job, most = batch; ; ) {
    // The engine may already have reduced the number by itself: half of what it was allowed could then be no fewer.
    const onFitted = (atOnce: number) => {
      most = Math.min(most, atOnce);
    };
    try {
      return await engine.run(tried, { ...listener, signal, onFitted });
    } catch (error) {
      if (codeOf(error) !== 'out-of-memory' || most <= least) throw error;
      await engine.close();
      most = Math.max(least, Math.ceil(most / 2));
      tell({ type: 'note', note: note('memory-halved', { most }) });
      onFewer?.(most);
      tried = fewer(tried, most);
    }
  }
}

function fewer<J extends LargeJob>(job: J, most: number): J {
  if ('batch' in job) return { ...job, batch: most };
  if (job.kind === 'linear-probe') return { ...job, spec: { ...job.spec, inferenceBatch: most } };
  // The inputs of a training were stored before its first step, so only the limit is passed.
  return { ...job, mostAtOnce: most };
}
