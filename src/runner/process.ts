import { type Failure, failureOf, messageOf, studioError } from '../core/errors';
import { describeDevice } from '../engine/runtime';
import { residentBytes } from '../files/memory/free-memory';
import type { Hooks } from './job/hooks';
import type { FromEngine, Job, Progress, Result, ToEngine } from './job/messages';
import { endWithParent } from './job/stand-back';
import { connect } from './job/transport';
import { Cancelled } from './job/turn';
import { predict } from './labelling/predict';
import { attack } from './measuring/attack';
import { perturbations } from './measuring/perturbations';
import { robustness } from './measuring/robustness';
import { JobRoom } from './memory/job-room';
import { withMemoryCode } from './memory/memory-error';
import { exportModel } from './model/export-model';
import { crossPredicted } from './probe/cross-predict';
import { linearProbe } from './probe/linear-probe';
import { train } from './training/train';
import { trial } from './training/trial';

/**
 * The engine as a process of its own: it takes one job at a time by message, reports progress, and ends with
 * its parent. A crash here (out of memory, a driver) costs the studio only the work since the job's last
 * checkpoint.
 */
const leastMsBetweenProgress = 100;

endWithParent();
const port = connect<ToEngine, FromEngine>(() => process.exit(0));
let running: AbortController | null = null;

port.onMessage((message) => {
  if (message.type === 'cancel') running?.abort();
  else void work(message.job);
});
const device = describeDevice();
/** Sized by the memory of the process before any job, including TensorFlow. */
const room = new JobRoom(device, residentBytes('self') ?? 0);
port.send({ type: 'ready', device: { ...device } });

async function work(job: Job): Promise<void> {
  if (running) {
    port.send({ type: 'failed', ...failureOf(studioError('engine-busy', {})) });
    return;
  }
  running = new AbortController();
  const hooks = hooksOf(running.signal);
  try {
    const result = await perform(job, hooks);
    running = null;
    port.send({ type: 'done', result });
  } catch (error) {
    running = null;
    if (error instanceof Cancelled) port.send({ type: 'cancelled' });
    else port.send({ type: 'failed', ...explained(withMemoryCode(error)) });
  } finally {
    room.leave();
  }
}

function perform(job: Job, hooks: Hooks): Promise<Result> {
  if (job.kind === 'train') return train(job, hooks);
  if (job.kind === 'linear-probe') return linearProbe(job, hooks);
  if (job.kind === 'cross-predict') return crossPredicted(job, hooks);
  if (job.kind === 'trial') return trial(job, hooks);
  if (job.kind === 'robustness') return robustness(job, hooks, (said) => port.send({ type: 'cell', said }));
  if (job.kind === 'perturbation')
    return perturbations(job, hooks, (counted) => port.send({ type: 'perturbed', counted }));
  if (job.kind === 'attack') return attack(job, hooks, (told) => port.send({ type: 'attacked', told }));
  return job.kind === 'predict' ? predict(job, hooks) : exportModel(job);
}

function explained(error: unknown): Failure {
  const failure = failureOf(error, 'engine-error');
  if (failure.code !== 'engine-error') return failure;
  const stack = error instanceof Error ? error.stack : undefined;
  process.stderr.write(`${stack ?? messageOf(error)}\n`);
  return { code: 'engine-error', message: `The engine failed: ${messageOf(error)}` };
}

function hooksOf(signal: AbortSignal): Hooks {
  let last = 0;
  return {
    signal,
    room,
    progress(progress: Progress) {
      const now = performance.now();
      if (now - last < leastMsBetweenProgress && progress.done < progress.total) return;
      last = now;
      port.send({ type: 'progress', progress });
    },
    point: (point) => port.send({ type: 'point', point }),
    checkpoint: (step) => port.send({ type: 'checkpoint', step }),
    note: (note) => port.send({ type: 'note', note }),
    fitted: (atOnce) => port.send({ type: 'fitted', atOnce }),
  };
}
