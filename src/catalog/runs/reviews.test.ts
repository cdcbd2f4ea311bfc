import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewAction } from '../../core/vocabulary/decisions';
import { filledCatalog } from '../catalog.fixture';
import { Connection } from '../database/connection';
import { migrate } from '../database/migrate';
import { openCatalog } from '../index';
import { ReviewQueries } from './reviews';
import { SelectionChoiceQueries } from './selection-choices';

const images = 6;
const classes = 3;

type Command =
  | { readonly kind: 'decide'; readonly decision: ReviewAction; readonly imageIds: number[]; classId: number }
  | { readonly kind: 'choose'; readonly labelling: number; readonly threshold: number }
  | { readonly kind: 'undo' | 'redo' };

const chosen = { classThresholds: [], oodLimit: null, quota: 'auto', duplicate: true, maxCopies: 4 } as const;

const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('decide' as const),
        decision: fc.constantFrom<ReviewAction>('accept', 'relabel', 'ood', 'exclude', 'reset'),
        imageIds: fc.array(fc.integer({ min: 1, max: images }), { minLength: 1, maxLength: 4 }),
        classId: fc.integer({ min: 1, max: classes }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('choose' as const),
        labelling: fc.integer({ min: 1, max: 2 }),
        threshold: fc.integer({ min: 0, max: 8 }).map((eighths) => eighths / 8),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ kind: 'undo' as const }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'redo' as const }) },
  ),
  { maxLength: 20 },
);

/** A catalog with a few images, and the connection to its tables. */
function open() {
  const connection = new Connection(':memory:');
  migrate(connection);
  connection.script(`
    INSERT INTO sources (id, kind, path, root, split, added_at) VALUES (1, 'pool', '/p', '/p', 'unlabelled', 1);
    INSERT INTO classes (id, name, color, hotkey, position) VALUES (1, 'a', '#000000', NULL, 0), (2, 'b', '#000000', NULL, 1), (3, 'c', '#000000', NULL, 2);
    INSERT INTO runs (id, kind, recipe, seed, state, created_at) VALUES (1, 'teacher', '{}', 1, 'done', 1);
    INSERT INTO labelling_runs (id, run_id, state, images, classes, created_at) VALUES (1, 1, 'done', 6, '[1,2,3]', 1), (2, 1, 'done', 6, '[1,2,3]', 1);`);
  for (let i = 1; i <= images; i++)
    connection.execute(
      "INSERT INTO images (id, source_id, path, given_split, split, state) VALUES (?, 1, ?, 'unlabelled', 'unlabelled', 'ok')",
      [i, `${i}.png`],
    );
  return { connection, reviews: new ReviewQueries(connection) };
}

describe('reviews', () => {
  it('keep in tables what the views define, and undo and redo like two stacks, whatever is done', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const { connection, reviews } = open();
        const choices = new SelectionChoiceQueries(connection);
        const undone: string[] = [];
        const done: string[] = [];
        const now = () =>
          JSON.stringify([
            reviews.current().map(({ actionId: _, at: __, ...rest }) => rest),
            [1, 2].map((labelling) => choices.get(labelling) ?? 'as the recipe says'),
          ]);
        for (const command of list) {
          const before = now();
          if (command.kind === 'decide') {
            reviews.decide(command, 'Ada');
            done.push(before);
            undone.length = 0;
            for (const id of command.imageIds) {
              const current = reviews.current().find(({ imageId }) => imageId === id);
              expect(current?.decision ?? 'reset').toBe(command.decision);
            }
          } else if (command.kind === 'choose') {
            const classThresholds = [{ classId: 1, threshold: command.threshold }];
            const choice = { ...chosen, classThresholds, threshold: command.threshold };
            reviews.choose(command.labelling, choice, 'Ada');
            done.push(before);
            undone.length = 0;
            expect(choices.get(command.labelling)).toEqual(choice);
            expect(reviews.steps().undo).toMatchObject({
              ...{ decision: 'choose', images: 0, labellingRunId: command.labelling },
            });
          } else {
            const [from, to] = command.kind === 'undo' ? [done, undone] : [undone, done];
            const other = from.pop();
            if (other === undefined) {
              expect(() => reviews[command.kind]('Ada')).toThrow(
                `no ${command.kind === 'undo' ? '' : 'undone '}decision`,
              );
              continue;
            }
            const action = reviews[command.kind]('Ada');
            to.push(before);
            expect(now()).toBe(other);
            expect(reviews.columnsOf(action).imageIds.length).toBe(
              connection.row<{ n: number }>('SELECT images AS n FROM review_actions WHERE id = ?', [action])
                ?.n,
            );
          }
          expect(connection.rows('SELECT image_id, review_id FROM standing_reviews ORDER BY 1')).toEqual(
            connection.rows('SELECT image_id, review_id FROM current_reviews ORDER BY 1'),
          );
          expect(connection.column('SELECT action_id FROM undo_stack WHERE counts = 1 ORDER BY 1')).toEqual(
            connection.column('SELECT id FROM active_actions ORDER BY 1'),
          );
          const { undo, redo } = reviews.steps();
          expect([undo !== null, redo !== null]).toEqual([done.length > 0, undone.length > 0]);
          const history = reviews.stepHistory(1000);
          expect(history.map((step) => step.undone)).toEqual([
            ...undone.map(() => true),
            ...done.map(() => false),
          ]);
          expect(history.slice(undone.length)[0]).toMatchObject(undo ?? {});
        }
        connection.close();
      }),
      { numRuns: 60 },
    );
  });

  it('name each step: decision, class, images named twice counted once', () => {
    const { catalog, classIds, imageIds } = filledCatalog(5);
    const { reviews } = catalog;
    reviews.decide(
      { decision: 'relabel', imageIds: [...imageIds, imageIds[0]], classId: classIds[1] },
      'Ada',
    );
    expect(reviews.steps().undo).toMatchObject({ decision: 'relabel', images: 5, classId: classIds[1] });
    const each = Int32Array.of(classIds[0], classIds[2]);
    reviews.decide({ decision: 'accept', imageIds: imageIds.slice(0, 2), classId: each }, 'Bo');
    expect(reviews.steps().undo).toMatchObject({ decision: 'accept', images: 2, classId: null });
    expect(reviews.history(imageIds[1]).map(({ who, classId }) => [who, classId])).toEqual([
      ['Ada', classIds[1]],
      ['Bo', classIds[2]],
    ]);
    reviews.undo('Ada');
    expect(reviews.history(imageIds[1]).map(({ who }) => who)).toEqual(['Ada']);
  });

  it('columns hold what `current` lists', () => {
    const { catalog, classIds, imageIds } = filledCatalog(4);
    catalog.reviews.decide({ decision: 'accept', imageIds: [imageIds[2]], classId: classIds[1] }, 'Ada');
    const action = catalog.reviews.decide({ decision: 'exclude', imageIds: imageIds.slice(0, 2) }, 'Ada');
    expect(catalog.reviews.columns()).toEqual({
      imageIds: Int32Array.from(imageIds.slice(0, 3)),
      decisions: Uint8Array.of(4, 4, 1),
      classIds: Int32Array.of(0, 0, classIds[1]),
    });
    catalog.reviews.undo('Ada');
    expect(catalog.reviews.columnsOf(action)).toEqual({
      imageIds: Int32Array.from(imageIds.slice(0, 2)),
      decisions: Uint8Array.of(0, 0),
      classIds: Int32Array.of(0, 0),
    });
  });

  it('refuse a decision about nothing, and a label without a class', () => {
    const { catalog, imageIds } = filledCatalog(1);
    expect(() => catalog.reviews.decide({ decision: 'ood', imageIds: [] }, 'Ada')).toThrow(
      expect.objectContaining({ code: 'nothing-to-decide' }),
    );
    expect(() => catalog.reviews.decide({ decision: 'relabel', imageIds }, 'Ada')).toThrow(
      expect.objectContaining({ code: 'class-missing' }),
    );
  });

  it('go on with undo and redo after the catalog was closed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'reviews-'));
    const file = join(folder, 'catalog.db');
    try {
      const first = openCatalog(file);
      const [classId] = first.classes.ensure(['a']).values();
      const source = first.sources.add({ kind: 'pool', path: '/p', root: '/p', split: 'unlabelled' });
      const bad = {
        split: 'unlabelled',
        classId: null,
        size: 1,
        mtimeMs: 1,
        code: 'x',
        reason: 'x',
        values: null,
      } as const;
      first.imports.store(source.id, [], [{ path: 'a.png', ...bad }]);
      first.reviews.decide({ decision: 'accept', imageIds: [1], classId }, 'Ada');
      first.reviews.decide({ decision: 'reset', imageIds: [1] }, 'Ada');
      first.close();
      const second = openCatalog(file);
      expect(second.reviews.current()).toEqual([]);
      second.reviews.undo('Ada');
      expect(second.reviews.current()).toMatchObject([{ decision: 'accept', classId }]);
      second.close();
      const third = openCatalog(file);
      expect(third.reviews.steps()).toMatchObject({
        undo: { decision: 'accept' },
        redo: { decision: 'reset' },
      });
      third.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
