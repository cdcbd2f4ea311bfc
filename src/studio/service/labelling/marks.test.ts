import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasStar, tagsOn } from '../../../core/vocabulary/marks';
import { makeReviewProject } from '../../review/review-project.fixture';
import { connectStudio, type TestStudio } from '../session/studio.fixture';

let folder: string;
let studio: TestStudio;
let labellingId: number;
let images: Int32Array<ArrayBuffer>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'marks-service-'));
  makeReviewProject(join(folder, 'project'), 60).close();
  studio = connectStudio(folder);
  await studio.client.project.open({ folder: join(folder, 'project') });
  [{ id: labellingId }] = await studio.client.review.labellings();
  images = Int32Array.from(studio.studio.project.catalog.images.ids());
});
afterAll(async () => {
  await studio.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = (...wanted: number[]) => Int32Array.from(wanted);

it('columns that filters read are read ahead after a project was opened', async () => {
  const { pictures } = studio.studio.project.catalog;
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(pictures.readAhead()).toBe(false);
});

it('marks are undone among the decisions of a review, in the order of their time', async () => {
  const { marks, review, label } = studio.client;
  const star = (from: number, to: number) =>
    marks.set({ ids: images.slice(from, to), change: { kind: 'star', on: true } });
  const starred = async () => (await marks.overview()).starred;
  const decided = async () =>
    (await review.query({ labellingId, filter: { decisions: ['exclude'] } })).rows.length;
  const undo = async () => (await review.undo({ labellingId })).step.decision;
  const redo = async () => (await review.redo({ labellingId })).step.decision;
  // Steps within the same millisecond have no order.
  const aMoment = () => new Promise((resolve) => setTimeout(resolve, 3));

  await review.decide({ labellingId, rows: rows(1), decision: 'exclude' });
  await aMoment();
  expect(await star(0, 3)).toMatchObject({ changed: 3 });
  await aMoment();
  await review.decide({ labellingId, rows: rows(2, 3), decision: 'exclude' });
  await aMoment();
  await star(2, 5);
  const told = (await review.history()).steps.map(({ id, decision, images: n }) => [id, decision, n]);
  expect(told).toEqual([
    [4, 'mark', 2],
    [3, 'exclude', 2],
    [2, 'mark', 3],
    [1, 'exclude', 1],
  ]);
  expect([await undo(), await undo()]).toEqual(['mark', 'exclude']);
  expect([await starred(), await decided()]).toEqual([3, 1]);
  expect((await review.history()).steps.map(({ undone }) => undone)).toEqual([true, true, false, false]);
  const { step, rows: turned } = await review.undo({ labellingId });
  expect(step).toMatchObject({ decision: 'mark', marked: { kind: 'star', on: true }, images: 3 });
  expect([...turned]).toEqual([0, 1, 2]);
  expect([await redo(), await redo(), await redo()]).toEqual(['mark', 'exclude', 'mark']);
  expect([await starred(), await decided()]).toEqual([5, 3]);
  // A new step of either kind means that nothing of the other kind can be redone.
  expect([await undo(), await undo()]).toEqual(['mark', 'exclude']);
  await star(10, 11);
  expect((await review.steps()).redo).toBeNull();
  await undo();
  await review.decide({ labellingId, rows: rows(7), decision: 'ood' });
  expect((await review.steps()).redo).toBeNull();
  expect((await label.overview()).redo).toBeNull();
  // Marks from before a label are undone in Label, once they are the last step left there.
  await star(20, 22);
  await label.set({ ids: images.slice(30, 31), classId: 1 });
  expect((await review.steps()).undo).toMatchObject({ decision: 'ood' });
  expect((await review.history()).steps.every(({ decision }) => decision !== 'mark')).toBe(true);
  expect((await label.undo()).step).toMatchObject({ classId: 1, marked: null });
  expect((await review.steps()).undo).toMatchObject({ decision: 'mark', images: 2 });
});

it('a filter by marks and columns leaves the same images in Label and in Review, and tiles show them', async () => {
  const { marks, review, label, likeness } = studio.client;
  const { id: tagId } = await marks.addTag({ name: 'night' });
  await marks.set({ ids: images.slice(40, 50), change: { kind: 'tag', tagId, on: true } });
  await marks.set({ ids: images.slice(45, 46), change: { kind: 'star', on: true } });
  const both = async (pictures: Parameters<typeof marks.saveFilter>[0]['filter']) => {
    const seen = await review.query({ labellingId, filter: { pictures }, first: 60 });
    const ids = await label.query({ view: 'unlabelled', order: 'path', pictures });
    expect([...(seen.first?.imageIds ?? [])].sort((a, b) => a - b)).toEqual([...ids]);
    return { ids: [...ids], tiles: seen.first?.marks };
  };
  const { ids, tiles } = await both({ tagIds: [tagId], starred: true });
  expect(ids).toEqual([images[45]]);
  expect([tagsOn(tiles?.[0] ?? 0), hasStar(tiles?.[0] ?? 0)]).toEqual([1, true]);
  expect((await both({ tagIds: [tagId] })).ids).toEqual([...images.slice(40, 50)]);
  expect((await both({ folder: 'pool-0', tagIds: [tagId] })).ids).toEqual([]);
  expect(await marks.among({ ids: images.slice(48, 52) })).toEqual([{ tagId, images: 2 }]);
  const { marks: bytes } = await label.tiles({ ids: images.slice(44, 46) });
  expect([...bytes].map(tagsOn)).toEqual([1, 1]);
  await expect(likeness.members({ basis: 'picture', cluster: 0, pictures: {} })).rejects.toMatchObject({
    data: { code: 'no-clusters' },
  });
  // Orders in both directions.
  const first = async (order: 'star' | 'folder', descending: boolean) =>
    (await review.query({ labellingId, order, descending })).rows.slice(0, 1)[0];
  expect(hasStar((await review.tiles({ labellingId, rows: rows(await first('star', true)) })).marks[0])).toBe(
    true,
  );
  expect(
    hasStar((await review.tiles({ labellingId, rows: rows(await first('star', false)) })).marks[0]),
  ).toBe(false);
  expect([await first('folder', false), await first('folder', true)]).toEqual([0, 29]);
});
