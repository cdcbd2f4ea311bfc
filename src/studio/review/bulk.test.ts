import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import { openProject, type Project } from '../project/folder/project';
import { makeReviewProject } from './review-project.fixture';
import { Reviews } from './table/reviews';

const images = 100_000;
const kills = 6;
const chaos = Number(process.env.KILL_SEED ?? Date.now() % 100_000);
const fixture = fileURLToPath(new URL('./decide-and-undo.fixture.ts', import.meta.url));

let root: string;
let folder: string;
let labellingId: number;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bulk-review-'));
  folder = join(root, 'project');
  const project = makeReviewProject(folder, images);
  labellingId = project.catalog.labellingRuns.list().at(-1)!.id;
  project.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The decisions that hold: how many, and their classes. All must be the same decision. */
function standing({ catalog }: Project): { images: number; classIds: number[] } {
  const { imageIds, decisions, classIds } = catalog.reviews.columns();
  expect(decisions.every((code) => code === decisions[0])).toBe(true);
  return { images: imageIds.length, classIds: [...new Set(classIds)] };
}

describe(`${images} images at once`, () => {
  it('are relabelled under 2 s, and taken back in the same', async () => {
    const project = openProject(folder);
    try {
      const reviews = new Reviews(project);
      const table = await reviews.table(labellingId);
      const rows = Int32Array.from({ length: images }, (_, row) => row);
      const classId = table.classes[1].id;
      const took = { decide: Number.POSITIVE_INFINITY, undo: Number.POSITIVE_INFINITY };
      // Processor time is measured, the best of three rounds, because other work of the machine must not matter.
      const time = () => {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1000;
      };
      for (let round = 0; round < 3; round++) {
        let began = time();
        await reviews.decide(labellingId, { rows, decision: 'relabel', classId });
        took.decide = Math.min(took.decide, time() - began);
        expect(standing(project)).toEqual({ images, classIds: [classId] });
        expect(table.selection.classIndex.every((position) => position === 1)).toBe(true);
        began = time();
        await reviews.undo();
        took.undo = Math.min(took.undo, time() - began);
        expect(standing(project)).toEqual({ images: 0, classIds: [] });
        expect(table.decided.decisions.some((code) => code !== 0)).toBe(false);
      }
      expect(Math.max(took.decide, took.undo)).toBeLessThan(2000);
    } finally {
      project.close();
    }
  });

  it(`are all decided or none after kill -9, with every step to undo there (KILL_SEED=${chaos})`, async () => {
    const random = new Random(chaos);
    for (let kill = 0; kill < kills; kill++) {
      const child = spawn(process.execPath, ['--import', 'tsx', fixture, folder, String(labellingId)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      try {
        await once(child.stdout, 'data');
        await sleep(3000 * random.next());
      } finally {
        child.kill('SIGKILL');
        await once(child, 'close');
      }
      const project = openProject(folder);
      try {
        const now = standing(project);
        expect([0, images]).toContain(now.images);
        expect(now.classIds.length).toBeLessThanOrEqual(1);
        const { undo } = project.catalog.reviews.steps();
        expect(undo?.images ?? 0).toBe(now.images);
        expect(undo?.classId ?? undefined).toBe(now.classIds.at(0));
      } finally {
        project.close();
      }
    }
    // All steps are undone back to the very start, and then redone.
    const project = openProject(folder);
    try {
      const { reviews } = project.catalog;
      let steps = 0;
      for (; reviews.steps().undo; steps++) reviews.undo('tester');
      expect(standing(project).images).toBe(0);
      expect(steps).toBeGreaterThan(0);
      reviews.redo('tester');
      expect(standing(project).images).toBe(images);
    } finally {
      project.close();
    }
  });
});
