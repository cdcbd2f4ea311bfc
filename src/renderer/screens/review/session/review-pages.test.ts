import { describe, expect, it } from 'vitest';
import type { ReviewTiles } from '../../../../contract';
import { ReviewPages } from './review-pages';

/** A fake studio that answers on command: class 1, and as many copies as the number of requests so far. */
function studio(images: number) {
  const asked: Int32Array[] = [];
  const answers: (() => void)[] = [];
  let changes = 0;
  const failures: unknown[] = [];
  const store = new ReviewPages(images, {
    tiles: (rows) => {
      asked.push(rows);
      const turn = asked.length;
      return new Promise((resolve) => answers.push(() => resolve(tiles(rows, turn))));
    },
    changed: () => {
      changes++;
    },
    failed: (error) => failures.push(error),
  });
  const answer = async () => {
    answers.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { store, asked, answer, failures, changes: () => changes };
}

const tiles = (rows: Int32Array, turn: number): ReviewTiles => ({
  imageIds: rows.map((row) => row + 1),
  classIds: rows.map(() => 1),
  confidence: new Float32Array(rows.length).fill(0.5),
  flags: new Uint8Array(rows.length),
  states: new Uint8Array(rows.length),
  decisions: new Uint8Array(rows.length),
  copies: new Uint16Array(rows.length).fill(turn),
  marks: new Uint8Array(rows.length),
});

const span = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);

describe('the pages of a review', () => {
  it('asks for what is in view first, and for nothing twice', async () => {
    const { store, asked, answer } = studio(10_000);
    store.want([span(100, 150), span(150, 300)]);
    expect(asked.map(({ length }) => length)).toEqual([200]);
    expect(asked[0][0]).toBe(100);
    await answer();
    expect(store.imageIds[149]).toBe(150);
    store.want([span(120, 170)]);
    expect(asked).toHaveLength(1);
  });

  it('takes what another answer told along with it, unless a decision came meanwhile', async () => {
    const { store, asked } = studio(100);
    const learn = store.along();
    learn(span(5, 10), tiles(span(5, 10), 7));
    expect(store.copies.slice(4, 11)).toEqual(Uint16Array.of(0, 7, 7, 7, 7, 7, 0));
    store.want([span(0, 10)]);
    expect(asked.map((rows) => [...rows])).toEqual([[0, 1, 2, 3, 4]]);
    const late = store.along();
    store.expectDecision(span(5, 6), { decision: 1, state: 2, classId: 3 });
    late(span(5, 7), tiles(span(5, 7), 8));
    expect([store.classIds[5], store.classIds[6]]).toEqual([3, 1]);
  });

  it('forgets what was wanted when the view has moved on', async () => {
    const { store, asked, answer } = studio(1_000_000);
    for (let at = 0; at < 50; at++) store.want([span(at * 10_000, at * 10_000 + 300)]);
    expect(asked).toHaveLength(2);
    await answer();
    await answer();
    await answer();
    expect(asked).toHaveLength(3);
    expect(asked[2][0]).toBe(490_000);
  });

  it('shows what is out of date until it was asked again', async () => {
    const { store, answer } = studio(100);
    store.want([span(0, 10)]);
    await answer();
    const before = store.versions[3];
    store.outdate();
    expect(store.isKnown(3)).toBe(true);
    expect(store.copies[3]).toBe(1);
    await answer();
    expect(store.copies[3]).toBe(2);
    expect(store.versions[3]).toBeGreaterThan(before);
  });

  it('a decision shows at once, and an older answer does not take it back', async () => {
    const { store, answer } = studio(100);
    store.want([span(0, 10)]);
    await answer();
    store.outdate();
    store.expectDecision(Int32Array.of(4), { decision: 2, state: 0, classId: 7 });
    await answer();
    expect([store.decisions[4], store.classIds[4]]).toEqual([2, 7]);
    expect(store.classIds[5]).toBe(1);
    store.outdate();
    await answer();
    await answer();
    expect(store.classIds[4]).toBe(1);
  });

  it('does not draw anew what came back the same', async () => {
    const { store, answer } = studio(100);
    store.want([span(0, 10)]);
    await answer();
    const before = store.versions[3];
    store.copies.fill(2);
    store.outdate();
    await answer();
    expect(store.versions[3]).toBe(before);
  });

  it('does not ask in a circle when the studio is gone', async () => {
    const failures: unknown[] = [];
    let asked = 0;
    const store = new ReviewPages(10, {
      tiles: async () => {
        asked++;
        throw new Error('gone');
      },
      changed: () => {},
      failed: (error) => failures.push(error),
    });
    store.want([span(0, 5)]);
    await expect.poll(() => failures.length).toBe(1);
    expect(asked).toBe(1);
    store.want([span(0, 5)]);
    await expect.poll(() => asked).toBe(2);
  });
});
