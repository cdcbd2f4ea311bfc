import { fileURLToPath } from 'node:url';
import { makeTraining } from '../../../runner/training/training.fixture';
import { Engine } from './engine';

/** One thread, so that a step is long on any machine. */
export const slowly = { OMP_NUM_THREADS: '1', TF_NUM_INTRAOP_THREADS: '1' };

/**
 * A test runs this as a process of its own, which it kills: a studio whose engine trains in steps of seconds, all of them inside
 * TensorFlow. Prints the engine's process id after each step.
 */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , cacheFolder] = process.argv;
  const training = makeTraining(cacheFolder, {
    images: 4,
    model: { arch: 'b0', imageSize: 224 },
    training: { labelledBatch: 48 },
  });
  const engine = new Engine();
  const tell = () => process.stdout.write(`${JSON.stringify({ pid: engine.pid })}\n`);
  const work = { kind: 'train', ...training } as const;
  await engine.run({ kind: 'trial', cacheFolder, workers: 0, work }, { onProgress: tell });
}
