import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeTraining } from '../../../runner/training/training.fixture';
import { Engine } from '../engine/engine';
import type { StudioEvent } from './context';
import { runWithinMemory } from './run-within-memory';

const piece = 16 * 2 ** 20;
/** So many that the other program has taken its memory long before the last step, even on a fast machine. */
export const ballastSteps = 14;

/**
 * Another program, which takes `bytes` and keeps them, a little at a time: the memory of an ended engine is free only a moment later, and a
 * greedy program would be killed in its place. It is a process of its own, as on a person's machine: the kernel may kill whichever process
 * asks for memory in the very moment in which the engine ends, and that must be this program, never the studio.
 */
function takeMemory(bytes: number): ChildProcess {
  const program = `const taken = [];
setInterval(() => { if (taken.length * ${piece} < ${bytes}) taken.push(Buffer.alloc(${piece}, 1)); }, 20);`;
  return spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
}

/**
 * A test runs this as a process of its own, in a group with a memory limit: a training and, after its first step, another program that
 * takes `ballast` bytes, more than the training leaves. Prints the studio's events, one line of JSON each.
 */
async function trainBesideAnother(folder: string, ballast: number): Promise<void> {
  const cacheFolder = join(folder, 'cache');
  const fresh = makeTraining(cacheFolder, {
    images: 40,
    model: { arch: 'b0', imageSize: 128 },
    training: {
      ...{ labelledBatch: 32, checkpointEvery: 1, validateEvery: 100 },
      teacherLength: { amount: ballastSteps, unit: 'steps' },
    },
  });
  const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const engine = new Engine();
  const context = {
    engine,
    signal: new AbortController().signal,
    tell: (event: StudioEvent) => say(event),
  };
  let other: ChildProcess | undefined;
  const result = await runWithinMemory(
    context,
    { kind: 'train', folder: join(folder, 'run'), cacheFolder, workers: 0, fresh },
    32,
    {
      onNote: (note) => say({ type: 'engine', note }),
      onCheckpoint: (step) => {
        say({ type: 'checkpoint', step, pid: engine.pid });
        other ??= takeMemory(ballast);
      },
    },
  );
  await engine.close();
  other?.kill();
  say({ type: 'result', steps: result.steps, weightsHash: result.weightsHash });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await trainBesideAnother(process.argv[2], Number(process.argv[3]));
