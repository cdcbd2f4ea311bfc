import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { Random } from '../../../core/numbers/random';
import { modelText } from '../../../core/vocabulary/models';
import { writeDemoData } from '../../demo/write-demo-data';
import { openProject } from '../../project/folder/project';
import { summariseExperiment } from '../../report/experiment/summary';
import { done, isThrough, killCommands, killHard, projectIn, startCommand } from './killed-command.fixture';

/**
 * The loop on a small part of the demo's images is killed without warning again and again, the engine and the command in turn, and must
 * end with the weights of an undisturbed run, to the bit. Needs the build (`npm run build`).
 */
const kills = 4;
const counts = { labelledPerClass: 20, testPerClass: 10, pool: 300, digits: 60 };
/** All parts of the demo's recipe, with checkpoints as frequent in proportion to its length. */
const settings = [
  'training.teacherLength.amount=30',
  'training.studentLength.amount=20',
  'training.validateEvery=10',
  'training.checkpointEvery=5',
  // Such a short training reaches only low confidences.
  'selection.threshold=0.11',
];
/** The longest time before a kill, as a share of an undisturbed run. */
const longest = 0.3;
/** The least number of kills, even on a machine whose speed changes meanwhile. */
const fewest = 2;
const chaos = Number(process.env.KILL_SEED ?? Date.now() % 100_000);

const root = mkdtempSync(join(tmpdir(), 'kill-test-'));
afterAll(() => {
  killCommands();
  rmSync(root, { recursive: true, force: true });
});

const loop = (project: string) => [
  ...['--project', project, 'run', '--recipe', 'quick-cpu', '--seed', '5'],
  ...settings.flatMap((setting) => ['--set', setting]),
];

/** Continues an experiment that was begun (`resume`); starts a new one otherwise. */
function goOn(project: string) {
  const runs = join(project, 'runs');
  const begun = existsSync(runs) && readdirSync(runs).length > 0;
  return begun ? ['--project', project, 'resume'] : loop(project);
}

/** The hash of each model's weights in the catalog. */
function hashes(folder: string): Record<string, string | null> {
  const project = openProject(folder);
  try {
    const { models } = summariseExperiment(project, 1);
    return Object.fromEntries(models.map(({ name, weightsHash }) => [modelText(name), weightsHash]));
  } finally {
    project.close();
  }
}

describe.runIf(process.platform === 'linux')('a loop that is killed', () => {
  it(`ends with the same weights after up to ${kills} kills (KILL_SEED=${chaos})`, {
    timeout: 1_200_000,
  }, async () => {
    const data = await writeDemoData(join(root, 'data'), { seed: 5, counts });
    const undisturbed = await projectIn(join(root, 'calm'), data);
    const calm = await done(startCommand(loop(undisturbed)));
    const expected = hashes(undisturbed);
    expect(Object.keys(expected)).toEqual(['Teacher', 'Student 1', 'Student 2']);
    expect(new Set(Object.values(expected)).size).toBe(3);

    const project = await projectIn(join(root, 'killed'), data);
    const random = new Random(chaos);
    let through = false;
    for (let times = 0; times < kills && !through; times++) {
      const command = startCommand(goOn(project));
      // Half of the kills hit a training or what follows it, the others the start of the programs.
      if (times % 4 < 2) await command.working;
      await sleep(1000 * calm.worked * longest * random.next());
      const ended =
        command.child.exitCode === null
          ? killHard(command, times % 2 === 0 ? 'engine' : 'command')
          : command.ended;
      through = isThrough(await ended);
      if (through) expect(times).toBeGreaterThanOrEqual(fewest);
    }
    if (!through) expect(await startCommand(goOn(project)).ended).toSatisfy(isThrough);
    expect(hashes(project)).toEqual(expected);
  });
});
