import { describe, expect, it } from 'vitest';
import { newestOf, stepTo } from './history';

/** Steps 1 to `all`, of which the first `done` are not undone. */
function steps(all: number, done: number, together: readonly (readonly number[])[] = []) {
  let count = done;
  const made: string[] = [];
  return {
    made,
    count: () => count,
    newest: async () => (count === 0 ? null : count),
    session: {
      step: async (direction: 'undo' | 'redo') => {
        made.push(direction);
        const next = direction === 'undo' ? count : count + 1;
        const act = together.find((each) => each.includes(next)) ?? [next];
        if (direction === 'undo' && count > 0) count = act[0] - 1;
        if (direction === 'redo' && count < all) count = act[act.length - 1];
      },
    },
  };
}

describe('going to a point of the history', () => {
  it('undoes or redoes just as many steps as lie between', async () => {
    for (const [from, target, expected] of [
      [5, 2, 3],
      [5, null, 5],
      [1, 4, 3],
      [3, 3, 0],
      [0, 5, 5],
    ] as const) {
      const its = steps(5, from);
      await stepTo(its.session, its.newest, target);
      expect(its.count()).toBe(target ?? 0);
      expect(its.made.length).toBe(expected);
    }
  });

  it('stops behind steps that belong together', async () => {
    const its = steps(6, 6, [[2, 3, 4]]);
    await stepTo(its.session, its.newest, 3);
    expect(its.count()).toBe(1);
  });

  it('ends where a step cannot be done, and passes over those that are not in the list', async () => {
    const stuck = steps(5, 5);
    const session = { step: async (direction: 'undo' | 'redo') => void stuck.made.push(direction) };
    await stepTo(session, stuck.newest, 1);
    expect(stuck.made).toEqual(['undo']);
    const its = steps(5, 5);
    let hidden = 2;
    const behind = {
      step: async (direction: 'undo' | 'redo') => {
        if (hidden-- > 0) return;
        await its.session.step(direction);
      },
    };
    await stepTo(behind, its.newest, 3, 2);
    expect(its.count()).toBe(3);
  });

  it('knows the newest step that counts', () => {
    expect(
      newestOf([
        { id: 4, undone: true },
        { id: 3, undone: false },
        { id: 1, undone: false },
      ]),
    ).toBe(3);
    expect(newestOf([{ id: 4, undone: true }])).toBeNull();
  });
});
