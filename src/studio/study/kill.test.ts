import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { Run, StudyRow } from '../../catalog';
import { Random } from '../../core/numbers/random';
import { writeDemoData } from '../demo/write-demo-data';
import {
  done,
  isThrough,
  killCommands,
  killHard,
  projectIn,
  startCommand,
} from '../method/loop/killed-command.fixture';
import { openProject } from '../project/folder/project';
import { studyOutcome } from './study-outcomes';

/**
 * The study of the paper's table 6 on a small part of the demo's images, killed without warning at random moments, the engine and the
 * command in turn: it must train nothing twice, and end with the numbers of an undisturbed study. Needs the build (`npm run build`).
 */
const kills = 2;
const counts = { labelledPerClass: 20, testPerClass: 10, pool: 300, digits: 60 };
const settings = [
  'iterations=1',
  'training.teacherLength.amount=30',
  'training.studentLength.amount=20',
  'training.validateEvery=10',
  'training.checkpointEvery=5',
  // Such a short training reaches only low confidences.
  'selection.threshold=0.11',
];
/** The longest time before a kill, as a share of an undisturbed study, so that the kills leave some of it to do. */
const longest = 0.4;
const chaos = Number(process.env.KILL_SEED ?? Date.now() % 100_000);

const root = mkdtempSync(join(tmpdir(), 'study-kill-test-'));
afterAll(() => {
  killCommands();
  rmSync(root, { recursive: true, force: true });
});

const study = (project: string) => [
  ...['--project', project, 'study', 'ablation-noise', '--seeds', '1', '--recipe', 'quick-cpu'],
  ...settings.flatMap((setting) => ['--set', setting]),
];

/** The final state of a study in the catalog: its numbers without the time that they took, and the finished trainings. */
function ending(folder: string) {
  const project = openProject(folder);
  try {
    const row = project.catalog.studies.find('ablation-noise') as StudyRow;
    const { cells, arms } = studyOutcome(project, row);
    const runs = project.catalog.runs.list();
    return {
      cells: cells.map(({ arm, seed, state }) => ({ arm, seed, state })),
      arms: arms.map(({ seconds: _, ...arm }) => arm),
      weights: runs.map(({ weightsHash }) => weightsHash),
      sameAs: runs.map(({ metrics }) => metrics?.sameAs),
    };
  } finally {
    project.close();
  }
}

function doneRuns(folder: string): Run[] {
  const project = openProject(folder);
  try {
    return project.catalog.runs.list({ state: 'done' });
  } finally {
    project.close();
  }
}

describe.runIf(process.platform === 'linux')('a study that is killed', () => {
  it(`trains nothing twice and ends with the same numbers after ${kills} kills (KILL_SEED=${chaos})`, {
    timeout: 1_200_000,
  }, async () => {
    const data = await writeDemoData(join(root, 'data'), { seed: 5, counts });
    const undisturbed = await projectIn(join(root, 'calm'), data);
    const calm = await done(startCommand(study(undisturbed)));
    const expected = ending(undisturbed);
    expect(expected.cells.map(({ state }) => state)).toEqual(Array(5).fill('done'));
    // There is one teacher for all arms, and a student for each.
    expect(new Set(expected.weights).size).toBe(6);

    const project = await projectIn(join(root, 'killed'), data);
    const random = new Random(chaos);
    let [through, kept] = [false, [] as Run[]];
    for (let times = 0; times < kills && !through; times++) {
      const command = startCommand(study(project));
      await command.working;
      await sleep(1000 * calm.worked * longest * random.next());
      const ended =
        command.child.exitCode === null
          ? killHard(command, times % 2 === 0 ? 'engine' : 'command')
          : command.ended;
      through = isThrough(await ended);
      // What was done before is unchanged: the same weights, trained at the same time.
      const now = doneRuns(project);
      expect(now.slice(0, kept.length)).toEqual(kept);
      kept = now;
    }
    if (!through) await done(startCommand(study(project)));
    expect(doneRuns(project).slice(0, kept.length)).toEqual(kept);
    expect(ending(project)).toEqual(expected);
  });
});
