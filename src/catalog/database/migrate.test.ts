import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hashOf, readFile } from '../catalog.fixture';
import { openCatalog } from '../index';
import { latestVersion, migrations } from '../migrations';
import { Connection } from './connection';
import { migrate, versionOf } from './migrate';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrate-'));
  file = join(folder, 'catalog.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Rows as the version that made each table wrote them: a catalog of version n holds the first n entries. */
const rows: readonly string[] = [
  `INSERT INTO meta VALUES ('name', '"Zoo"');
   INSERT INTO sources (id, kind, path, root, split, added_at) VALUES (1, 'folder-per-class', '/zoo', '/zoo', 'labelled-train', 5);
   INSERT INTO imports VALUES (1, 1, 'done', 5, 6, '{"files":2}');
   INSERT INTO issues (id, source_id, place, code, reason) VALUES (1, 1, 'line 3', 'bad-row', 'A sentence.');
   INSERT INTO classes (id, name, color, hotkey, position) VALUES (1, 'cat', '#0072b2', '1', 0), (2, 'dog', '#e69f00', '2', 1);
   INSERT INTO images (id, source_id, path, size, mtime_ms, format, width, height, content_hash, perceptual_hash, given_split, split,
     class_id, state, code, reason, twin_id) VALUES
     (1, 1, 'cat/1.png', 10, 20, 'png', 28, 30, x'${hashOf(1)}', x'0011223344556677', 'labelled-train',
      'validation', NULL, 'ok', NULL, NULL, NULL),
     (2, 1, 'cat/2.png', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'labelled-train', 'labelled-train', NULL,
      'quarantined', 'vanished', 'The file is no longer there.', NULL);
   INSERT INTO labels VALUES (1, 1, 1, 'import', 5), (2, 1, 2, 'Ada', 7);`,
  `INSERT INTO experiments (id, name, recipe, seed, state, created_at) VALUES (1, 'first', '{"seed":3}', 3, 'new', 8);
   INSERT INTO iterations VALUES (1, 1, 1, 'label', NULL, NULL, 9, NULL);
   INSERT INTO runs (id, experiment_id, iteration_id, kind, recipe, seed, state, weights_hash, created_at)
     VALUES (1, 1, 1, 'teacher', '{"model":"small"}', 3, 'done', 'abc', 9);
   INSERT INTO epochs (run_id, epoch, step, train_loss, at) VALUES (1, 1, 100, 0.5, 10);
   INSERT INTO evaluations (id, run_id, split, images, settings, metrics, created_at)
     VALUES (1, 1, 'validation', 1, NULL, '{"accuracy":1,"perClass":[],"imagesPerSecond":5}', 11);
   INSERT INTO predictions (evaluation_id, image_id, true_class_id, class_id, confidence) VALUES (1, 1, 2, 2, 0.75);`,
  `INSERT INTO labelling_runs (id, run_id, state, images, classes, created_at) VALUES (1, 1, 'done', 1, '[1,2]', 12);
   INSERT INTO pseudo_labels VALUES (1, 1, 0, 2, 0.75, 0.5, NULL, -1.5, 0);
   INSERT INTO selections VALUES (1, 1, NULL, '{}', '{"quota":1,"images":1,"states":{"kept":1},"perClass":[]}', 13);
   INSERT INTO selection_items VALUES (1, 1, 2, 'kept', 3);`,
  `INSERT INTO review_actions (id, kind, who, at) VALUES (1, 'decide', 'Ada', 14);
   INSERT INTO reviews (id, action_id, image_id, labelling_run_id, decision, class_id) VALUES (1, 1, 1, 1, 'relabel', 1);`,
  `UPDATE experiments SET options = '{"evaluate":true}', error = 'It fell.', error_code = 'fell';
   UPDATE runs SET note = 'Good.';
   UPDATE predictions SET label_probability = 0.25;`,
  `INSERT INTO undo_stack VALUES (1, 1);
   INSERT INTO standing_reviews VALUES (1, 1);
   INSERT INTO selection_choices (labelling_run_id, threshold, ood_limit, quota, duplicate, max_copies, who, at)
     VALUES (1, 0.5, NULL, NULL, 1, 4, 'Ada', 17);`,
  `UPDATE runs SET outputs = 2;
   INSERT INTO classes VALUES (3, 'puma', '#009e73', NULL, 2, 1);`,
  `INSERT INTO label_steps (id, class_id, images, undone) VALUES (1, 2, 1, 0);
   INSERT INTO label_step_images VALUES (1, 2, 1, 'unlabelled');`,
  `INSERT INTO review_actions (id, kind, who, at, decision, images) VALUES (2, 'decide', 'Ada', 18, 'choose', 0);
   INSERT INTO undo_stack VALUES (2, 1);
   INSERT INTO selection_steps VALUES (2, 1, NULL,
     '{"threshold":0.5,"oodLimit":null,"quota":"auto","duplicate":true,"maxCopies":4}');`,
  `INSERT INTO review_actions (id, kind, who, at, decision, images) VALUES (3, 'decide', 'Ada', 19, 'ood', 1);
   INSERT INTO reviews VALUES (2, 3, 1, 1, 'ood', NULL, 1);
   INSERT INTO review_actions (id, kind, target_id, who, at) VALUES (4, 'undo', 3, 'Ada', 20);
   INSERT INTO undo_stack VALUES (3, 0);`,
  `INSERT INTO experiments (id, name, recipe, seed, state, created_at, error, error_code, error_values)
     VALUES (2, 'second', '{"seed":4}', 4, 'failed', 21, 'Run 7 is failed.', 'run-unfinished', '{"id":"7","state":"failed"}');`,
  `INSERT INTO near_pairs (hash, twin, same, who) VALUES (x'01', x'02', 1, NULL), (x'02', x'03', 0, 'Ada');`,
  `INSERT INTO labelling_runs (id, run_id, state, images, classes, created_at, file, file_hash)
     VALUES (2, 1, 'done', 5, '[2,1]', 22, 'runs/1/labelling-2.safetensors', 'abc');`,
  `UPDATE images SET reason_values = '{"reason":"no data"}', code = 'corrupt' WHERE id = 2;
   INSERT INTO issues (id, source_id, place, code, reason, reason_values)
     VALUES (2, 1, 'list.csv:4', 'repeated-row', 'A sentence.', '{"path":"a.png"}');`,
  `UPDATE images SET crop_hashes = x'0011223344556677', given_group = 'burst 7' WHERE id = 1;
   INSERT INTO near_groups VALUES (x'${hashOf(1)}', 1);`,
  `INSERT INTO robustness VALUES (1, 1, 'test', 'abc', 1, 40, 23);
   INSERT INTO robustness_cells VALUES (1, 'clean', 0, 38, 24), (1, 'fog', 3, 21, 25);`,
  `INSERT INTO studies VALUES (1, 'noise', '{"question":null,"seeds":[3],"arms":[{"name":"all","recipe":{"seed":3}}],"baseline":"all"}', 'd1', 26);
   INSERT INTO study_cells VALUES (1, 'all', 3, 1);
   INSERT INTO study_trainings VALUES (1, 'k1', 1);`,
  `INSERT INTO test_sets VALUES (1, 'hard', 'hard', '{"runId":1,"confidence":0.5,"of":40}', 27);
   INSERT INTO test_set_images (set_id, image_id, class_id) VALUES (1, 1, 2);
   INSERT INTO evaluations (id, run_id, split, images, metrics, created_at, set_id)
     VALUES (2, 1, 'extra-test', 1, '{"values":{"accuracy":0},"perClass":[],"imagesPerSecond":5}', 28, 1);`,
  `INSERT INTO attacks VALUES (1, 1, 'test', 'abc', 1, 40, 29);
   INSERT INTO attack_cells VALUES (1, 'clean', 0, 0, 40, 38, 30), (1, 'pgd', 10, 0.5, 16, 9, 31);`,
  `INSERT INTO tags VALUES (1, 'Blurred');
   INSERT INTO marks VALUES (0, x'${hashOf(1)}'), (1, x'${hashOf(1)}');
   INSERT INTO image_notes VALUES (x'${hashOf(1)}', 'Ask Ada.');
   INSERT INTO label_steps (id, class_id, images, undone, mark, given, note, at) VALUES (2, NULL, 1, 0, 1, 1, NULL, 32);
   INSERT INTO mark_step_images VALUES (2, x'${hashOf(1)}', NULL);
   INSERT INTO saved_filters VALUES (1, 'mine', '{"starred":true}');`,
  `INSERT INTO perturbations VALUES (1, 1, 'test', 'abc', 1, 40, 33);
   INSERT INTO perturbation_cells VALUES (1, 'tilt', 1200, 31, NULL, 34);`,
  `UPDATE selection_choices SET class_thresholds = '[{"classId":1,"threshold":0.75}]';`,
  `INSERT INTO excluded_pictures VALUES (x'${hashOf('gone')}', 'Ada', 35);
   INSERT INTO label_steps (id, images, undone, excluded) VALUES (3, 1, 1, 1);`,
  `INSERT INTO former_names VALUES ('kitty', 1), ('cougar', 3);`,
  `UPDATE images SET given_group = 'burst 7' WHERE given_group IS NOT NULL;`,
  `UPDATE test_set_images SET content_hash = x'${hashOf('other')}';`,
  `INSERT INTO mirrored_pairs VALUES (x'${hashOf(1)}', x'${hashOf(2)}');`,
];

/** Entry n checks what this version must read from a catalog that holds the rows of version n. */
const checks: readonly ((catalog: ReturnType<typeof openCatalog>) => void)[] = [
  (catalog) => {
    expect(catalog.meta.get('name', z.string())).toBe('Zoo');
    expect(catalog.sources.list()).toMatchObject([{ id: 1, path: '/zoo', split: 'labelled-train' }]);
    expect(catalog.sources.imports(1)).toMatchObject([{ state: 'done', report: { files: 2 } }]);
    const [issue] = catalog.sources.issues(1);
    expect(issue).toEqual({ place: 'line 3', code: 'bad-row', reason: 'A sentence.', values: null });
    expect(catalog.classes.active().map(({ name, position }) => [name, position])).toEqual([
      ['cat', 0],
      ['dog', 1],
    ]);
    expect(catalog.images.get(1)).toMatchObject({
      ...{ file: '/zoo/cat/1.png', width: 28, height: 30, contentHash: hashOf(1), split: 'validation' },
      ...{ perceptualHash: '0011223344556677', classId: 2, state: 'ok', twinId: null },
    });
    expect(catalog.images.get(2)).toMatchObject({
      state: 'quarantined',
      code: expect.stringMatching(/^(vanished|corrupt)$/),
      contentHash: null,
    });
    expect(catalog.labels.history(1).map(({ who, classId }) => [who, classId])).toEqual([
      ['Ada', 2],
      ['import', 1],
    ]);
  },
  (catalog) => {
    expect(catalog.experiments.find('first')).toMatchObject({ recipe: { seed: 3 }, state: 'new' });
    expect(catalog.iterations.list(1)).toMatchObject([{ number: 1, stage: 'label' }]);
    expect(catalog.runs.get(1)).toMatchObject({
      state: 'done',
      weightsHash: 'abc',
      recipe: { model: 'small' },
    });
    expect(catalog.epochs.list(1)).toMatchObject([{ step: 100, trainLoss: 0.5, validationLoss: null }]);
    expect(catalog.evaluations.predictions(1)).toMatchObject([{ imageId: 1, confidence: 0.75 }]);
  },
  (catalog) => {
    expect(catalog.labellingRuns.get(1)).toMatchObject({ classIds: [1, 2], images: 1 });
    expect(catalog.pseudoLabels.columns(1).oodScore).toEqual(Float32Array.of(-1.5));
    expect(catalog.selections.items(1)).toEqual([{ imageId: 1, classId: 2, state: 'kept', copies: 3 }]);
  },
  (catalog) => {
    expect(catalog.reviews.current()).toMatchObject([
      { imageId: 1, decision: 'relabel', classId: 1, who: 'Ada' },
    ]);
  },
  (catalog) => {
    expect(catalog.experiments.get(1)).toMatchObject({
      ...{ options: { evaluate: true }, error: 'It fell.', errorCode: 'fell' },
    });
    expect(catalog.runs.get(1).note).toBe('Good.');
    expect(catalog.evaluations.predictions(1)).toMatchObject([{ labelProbability: 0.25 }]);
  },
  (catalog) => {
    expect(catalog.selectionChoices.get(1)).toMatchObject({
      ...{ threshold: 0.5, oodLimit: null, quota: 'auto', duplicate: true, maxCopies: 4 },
    });
  },
  (catalog) => {
    expect(catalog.runs.get(1).outputs).toBe(2);
    expect(catalog.classes.byName().get('puma')).toBe(1);
  },
  (catalog) => {
    expect(catalog.labelSteps.history(10).at(-1)).toEqual({
      id: 1,
      classId: 2,
      images: 1,
      marked: null,
      excluded: null,
      undone: false,
    });
  },
  (catalog) => {
    expect(catalog.reviews.steps().undo).toEqual({
      ...{ decision: 'choose', images: 0, classId: null, labellingRunId: 1, at: 18 },
    });
  },
  (catalog) => {
    catalog.reviews.redo('Ada');
    expect(catalog.reviews.current()).toMatchObject([{ imageId: 1, decision: 'ood' }]);
    catalog.reviews.undo('Ada');
    expect(catalog.reviews.current()).toMatchObject([{ imageId: 1, decision: 'relabel' }]);
  },
  (catalog) => {
    expect(catalog.experiments.get(2)).toMatchObject({
      errorCode: 'run-unfinished',
      errorValues: { id: '7', state: 'failed' },
    });
  },
  (catalog) => {
    const pairs = ['01', '03', '04'].map((hash) => ({ hash, twin: '02' }));
    expect(catalog.nearCopies.verdicts(pairs)).toEqual([true, false, null]);
  },
  (catalog) => {
    expect(catalog.labellingRuns.get(2)).toMatchObject({
      file: 'runs/1/labelling-2.safetensors',
      hash: 'abc',
    });
  },
  (catalog) => {
    expect(catalog.images.get(2)).toMatchObject({ code: 'corrupt', reasonValues: { reason: 'no data' } });
    expect(catalog.sources.issues(1)[1]).toMatchObject({
      ...{ place: 'list.csv:4', values: { path: 'a.png' } },
    });
  },
  (catalog) => {
    expect([...catalog.images.groups([1, 2])]).toEqual([[1, 'burst 7']]);
    expect([...catalog.labelViews.groups(Int32Array.of(1))]).toEqual([1]);
    expect([...catalog.nearCopies.looks().crops]).toEqual([0x00112233, 0x44556677]);
  },
  (catalog) => {
    expect(catalog.robustness.newest([1], 1)).toEqual([
      {
        ...{ id: 1, runId: 1, split: 'test', imageSet: 'abc', version: 1, images: 40, right: 38 },
        ...{ cells: [{ corruption: 'fog', severity: 3, right: 21 }], measuredAt: 25 },
      },
    ]);
  },
  (catalog) => {
    expect(catalog.studies.find('noise')).toMatchObject({ dataHash: 'd1', definition: { seeds: [3] } });
    expect(catalog.studies.cells(1)).toEqual([{ arm: 'all', seed: 3, experimentId: 1, state: 'new' }]);
    expect([catalog.studies.trained(1, 'k1'), catalog.studies.trained(1, 'k2')]).toEqual([1, undefined]);
  },
  (catalog) => {
    const origin = { runId: 1, confidence: 0.5, of: 40 };
    expect(catalog.testSets.get(1)).toMatchObject({ name: 'hard', kind: 'hard', origin });
    expect(catalog.evaluations.newest([1]).map(({ split, setId }) => [split, setId])).toEqual([
      ['validation', null],
      ['extra-test', 1],
    ]);
  },
  (catalog) => {
    expect(catalog.attacks.newest([1], 1)).toEqual([
      {
        ...{ id: 1, runId: 1, split: 'test', imageSet: 'abc', version: 1, images: 40, measuredAt: 31 },
        ...{ clean: { shown: 40, right: 38 } },
        results: [{ attack: 'pgd', steps: 10, epsilon: 0.5, shown: 16, right: 9 }],
      },
    ]);
  },
  (catalog) => {
    const [tag] = catalog.marks.tags();
    expect(tag).toEqual({ id: 1, name: 'Blurred', images: 1 });
    expect(catalog.marks.of([1])).toEqual([{ star: true, tagIds: [1], note: 'Ask Ada.' }]);
    expect(catalog.savedFilters.list()).toEqual([{ id: 1, name: 'mine', filter: { starred: true } }]);
    expect([...catalog.labelSteps.undo('Ada').ids]).toEqual([1]);
    expect(catalog.marks.of([1])[0].tagIds).toEqual([]);
  },
  (catalog) => {
    expect(catalog.perturbations.newest([1], 1)).toEqual([
      {
        ...{ id: 1, runId: 1, split: 'test', imageSet: 'abc', version: 1, images: 40, measuredAt: 34 },
        sequences: [{ perturbation: 'tilt', pairs: 1200, flips: 31, top5: null }],
      },
    ]);
  },
  (catalog) => {
    expect(catalog.selectionChoices.get(1)?.classThresholds).toEqual([{ classId: 1, threshold: 0.75 }]);
  },
  (catalog) => {
    expect(catalog.labelSteps.history(1)).toMatchObject([{ id: 3, images: 1, excluded: true, undone: true }]);
    catalog.imports.store(1, [readFile('cat/3.png', 'gone')], []);
    const [added] = catalog.images.ids().slice(-1);
    expect(catalog.images.get(added)).toMatchObject({ path: 'cat/3.png', state: 'excluded' });
  },
  (catalog) => {
    expect(catalog.classes.byFormerName()).toEqual(
      new Map([
        ['cougar', 1],
        ['kitty', 1],
      ]),
    );
  },
  (catalog) => {
    expect(catalog.splits.groupsAcross(['burst 7'])).toEqual([]);
  },
  (catalog) => {
    expect(catalog.testSets.list()).toEqual([]);
  },
  (catalog) => {
    expect(catalog.nearCopies.haveLabelsAgreed()).toBe(false);
  },
];

describe('migrate', () => {
  it('has rows and checks for every version, and versions without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
    expect([rows.length, checks.length]).toEqual([latestVersion, latestVersion]);
  });

  for (let version = 1; version <= latestVersion; version++)
    it(`brings a catalog of version ${version} here with every row in it`, () => {
      const old = new Connection(file);
      migrate(old, migrations.slice(0, version));
      for (const script of rows.slice(0, version)) old.script(script);
      expect(versionOf(old)).toBe(version);
      old.close();
      const catalog = openCatalog(file);
      try {
        for (const check of checks.slice(0, version)) check(catalog);
        // New features work on old rows.
        const run = catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1 });
        expect(catalog.runs.get(run).state).toBe('queued');
        catalog.reviews.decide({ imageIds: [2], decision: 'exclude' }, 'Ada');
        expect(catalog.reviews.current().at(-1)).toMatchObject({ imageId: 2, decision: 'exclude' });
      } finally {
        catalog.close();
      }
    });

  it('turns near pairs of before version 15 to the lower content first, forgets what pixels said against, and keeps a person’s word', () => {
    const old = new Connection(file);
    migrate(old, migrations.slice(0, 14));
    old.script(`INSERT INTO near_pairs (hash, twin, same, who) VALUES (x'05', x'02', 1, NULL), (x'06', x'02', 0, NULL),
      (x'07', x'02', 0, 'Ada'), (x'02', x'07', 1, NULL), (x'08', x'02', 1, NULL), (x'02', x'08', 0, 'Ada');`);
    migrate(old);
    const pairs = old.rows('SELECT hex(hash) AS hash, hex(twin) AS twin, same, who FROM near_pairs');
    expect(pairs).toEqual([
      { hash: '02', twin: '05', same: 1, who: null },
      { hash: '02', twin: '07', same: 0, who: 'Ada' },
      { hash: '02', twin: '08', same: 0, who: 'Ada' },
    ]);
    old.close();
  });

  it('groups near pairs of before version 15, so that no label frees a near copy of a test image', () => {
    const old = new Connection(file);
    migrate(old, migrations.slice(0, 14));
    for (const script of rows.slice(0, 1)) old.script(script);
    old.script(`
      INSERT INTO images (id, source_id, path, width, height, content_hash, given_split, split, class_id, state, code, twin_id) VALUES
        (3, 1, 'cat/3.png', 90, 90, x'${hashOf(3)}', 'test', 'test', 1, 'ok', NULL, NULL),
        (4, 1, 'cat/4.png', 90, 90, x'${hashOf(4)}', 'labelled-train', 'labelled-train', 1, 'leak', 'near-leak', 3),
        (5, 1, 'cat/5.png', 90, 90, x'${hashOf(5)}', 'labelled-train', 'labelled-train', 1, 'ok', NULL, NULL);
      INSERT INTO near_pairs (hash, twin, same, who) VALUES
        (x'${hashOf(4)}', x'${hashOf(3)}', 1, NULL), (x'${hashOf(5)}', x'${hashOf(3)}', 0, 'Ada');`);
    old.close();
    const catalog = openCatalog(file);
    expect([...catalog.nearCopies.grouped().ids]).toEqual([3, 4]);
    catalog.classes.merge(1, 2, 'Ada');
    expect(catalog.images.get(4)).toMatchObject({ state: 'leak', code: 'near-leak', twinId: 3 });
    expect(catalog.images.get(5)).toMatchObject({ state: 'ok', code: null });
    catalog.close();
  });

  it('can undo and redo what was decided before version 6', () => {
    const old = new Connection(file);
    migrate(old, migrations.slice(0, 4));
    for (const script of rows.slice(0, 4)) old.script(script);
    // Action 2 is undone for good, action 4 is undone and redone, and action 5 is undone but can be redone.
    old.script(`
      INSERT INTO review_actions (id, kind, target_id, who, at) VALUES
        (2, 'decide', NULL, 'Ada', 15), (3, 'undo', 2, 'Ada', 16), (4, 'decide', NULL, 'Ada', 17),
        (5, 'decide', NULL, 'Ada', 18), (6, 'undo', 5, 'Ada', 19), (7, 'undo', 4, 'Ada', 20), (8, 'redo', 4, 'Ada', 21);
      INSERT INTO reviews VALUES (2, 2, 1, 1, 'ood', NULL), (3, 4, 2, 1, 'accept', 2), (4, 4, 1, 1, 'accept', 1),
        (5, 5, 1, 1, 'exclude', NULL);`);
    old.close();
    const catalog = openCatalog(file);
    const { reviews } = catalog;
    expect(reviews.steps()).toEqual({
      undo: { decision: 'accept', images: 2, classId: null, labellingRunId: null, at: 17 },
      redo: { decision: 'exclude', images: 1, classId: null, labellingRunId: null, at: 18 },
    });
    expect(reviews.current().map(({ imageId, decision }) => [imageId, decision])).toEqual([
      [1, 'accept'],
      [2, 'accept'],
    ]);
    const turned = (turn: 'undo' | 'redo') => [
      reviews[turn]('Ada'),
      ...reviews.current().map(({ imageId, decision }) => `${imageId} ${decision}`),
    ];
    expect([turned('undo'), turned('undo')]).toEqual([[4, '1 relabel'], [1]]);
    expect([turned('redo'), turned('redo'), turned('redo')]).toEqual([
      [1, '1 relabel'],
      [4, '1 accept', '2 accept'],
      [5, '1 exclude', '2 accept'],
    ]);
    expect(turned('undo')).toEqual([5, '1 accept', '2 accept']);
    catalog.close();
  });

  it('ends at the same schema from every version', () => {
    const schemas = [0, ...migrations.map(({ version }) => version)].map((version) => {
      const connection = new Connection(join(folder, `${version}.db`));
      if (version > 0) migrate(connection, migrations.slice(0, version));
      expect(migrate(connection)).toBe(version);
      const schema = connection.rows('SELECT type, name, sql FROM sqlite_schema ORDER BY name');
      connection.close();
      return schema;
    });
    for (const schema of schemas) expect(schema).toEqual(schemas[0]);
  });

  it('leaves a catalog at a version when a step fails', () => {
    const connection = new Connection(file);
    const broken = { version: 2, name: 'broken', sql: 'CREATE TABLE half (a TEXT) STRICT; oops;' };
    expect(() => migrate(connection, [migrations[0], broken])).toThrow(/syntax error/);
    expect(versionOf(connection)).toBe(1);
    expect(connection.rows("SELECT name FROM sqlite_schema WHERE name = 'half'")).toEqual([]);
    expect(migrate(connection)).toBe(1);
    connection.close();
  });

  it('refuses a step that leaves rows pointing at nothing', () => {
    const connection = new Connection(file);
    migrate(connection);
    const careless = {
      version: 99,
      name: 'careless',
      sql: 'INSERT INTO issues (id, source_id, place, code, reason) VALUES (1, 77, "p", "c", "r");'.replaceAll(
        '"',
        "'",
      ),
    };
    expect(() => migrate(connection, [careless])).toThrow(
      expect.objectContaining({ code: 'catalog-damaged' }),
    );
    expect(versionOf(connection)).toBe(latestVersion);
    expect(connection.pragma('foreign_keys')).toBe(1);
    connection.close();
  });
});

describe('openCatalog refuses', () => {
  const refused = (open: () => unknown, code: string, says: RegExp) => {
    expect(open).toThrow(expect.objectContaining({ name: 'StudioError', code }));
    expect(open).toThrow(says);
  };

  for (const readonly of [false, true])
    it(`a catalog of a newer version, and leaves it alone (readonly: ${readonly})`, () => {
      openCatalog(file).close();
      const later = new Database(file);
      later.pragma(`user_version = ${latestVersion + 1}`);
      later.close();
      const says = new RegExp(
        `newer Noisy Studio \\(catalog version ${latestVersion + 1}; .* ${latestVersion}\\)\\. Update .*\\.$`,
      );
      refused(() => openCatalog(file, { readonly }), 'catalog-newer', says);
      const after = new Database(file);
      expect(after.pragma('user_version', { simple: true })).toBe(latestVersion + 1);
      after.close();
    });

  it('an older one to a reader, which cannot migrate', () => {
    const old = new Connection(file);
    migrate(old, migrations.slice(0, 1));
    old.close();
    refused(
      () => openCatalog(file, { readonly: true }),
      'catalog-older',
      /older version \(1\)\. Open the project/,
    );
  });

  it('what is another program’s, no database, or not there', () => {
    const other = new Database(file);
    other.exec('CREATE TABLE theirs (a)');
    other.close();
    refused(() => openCatalog(file), 'catalog-foreign', /another program\. Choose .*\.$/);
    writeFileSync(join(folder, 'text.db'), 'no database at all, only text that is long enough '.repeat(50));
    refused(
      () => openCatalog(join(folder, 'text.db')),
      'catalog-damaged',
      /"noisy-studio restore" lists the backups/,
    );
    refused(
      () => openCatalog(join(folder, 'gone.db'), { readonly: true }),
      'no-catalog',
      /There is no catalog/,
    );
    refused(
      () => openCatalog(join(folder, 'no/such/folder.db')),
      'catalog-unreachable',
      /Check that its folder exists/,
    );
  });
});
