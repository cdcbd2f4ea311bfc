import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHeldOut, splits } from '../../core/vocabulary/images';
import { addSource, memoryCatalog, readFile } from '../catalog.fixture';
import type { Catalog, Image, Split } from '../index';

const [pictures, paths, sources] = [4, 5, 3];

/** Everything that can change which copies of a picture exist, in which split, under which label. */
interface Command {
  toString(): string;
  run(catalog: Catalog, classIds: readonly (number | null)[]): void;
}

const command = (name: string, run: Command['run']): Command => ({ toString: () => name, run });

/** Chooses images that are present by numbers, so that a repeated run chooses the same ones. */
function pick(catalog: Catalog, numbers: readonly number[]): number[] {
  const ids = catalog.images.ids();
  return ids.length === 0 ? [] : [...new Set(numbers.map((n) => ids[n % ids.length]))];
}

/** The pictures that are excluded, as the commands left them. */
const excludedIn = new WeakMap<Catalog, Set<string>>();

const source = fc.integer({ min: 1, max: sources });
const path = fc.integer({ min: 0, max: paths - 1 }).map((n) => `${n}.png`);
const split = fc.constantFrom(...splits);
const label = fc.integer({ min: 0, max: 2 });
const some = fc.array(fc.nat(20), { minLength: 1, maxLength: 4 });
const described = fc.record({ path, split, label });
const files = fc.uniqueArray(fc.record({ path, split, label, picture: fc.nat(pictures - 1) }), {
  selector: (file) => file.path,
  minLength: 1,
  maxLength: paths,
});

const commands: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(source, files).map(([id, list]) =>
      command(`import ${id} ${JSON.stringify(list)}`, (catalog, classIds) => {
        const read = list.map(({ path, picture, split, label }) =>
          readFile(path, picture, { split, classId: classIds[label] }),
        );
        catalog.imports.store(id, read, []);
      }),
    ),
  },
  fc.tuple(source, described).map(([id, { path, split, label }]) =>
    command(`bad ${id} ${path} ${split}`, (catalog, classIds) => {
      const facts = { size: null, mtimeMs: null, code: 'truncated', reason: 'It ends early.', values: {} };
      catalog.imports.store(id, [], [{ path, split, classId: classIds[label], ...facts }]);
    }),
  ),
  fc.tuple(source, described).map(([id, { path, split, label }]) =>
    command(`redescribe ${id} ${path} ${split} ${label}`, (catalog, classIds) => {
      // As in an import, only images that were once read successfully are described again.
      if (catalog.imports.known(id, [path]).get(path)?.readable)
        catalog.imports.redescribe(id, [{ path, split, classId: classIds[label] }]);
    }),
  ),
  fc
    .tuple(source, fc.array(path))
    .map(([id, kept]) =>
      command(`gone ${id} but ${kept}`, (catalog) => void catalog.imports.markMissing(id, new Set(kept))),
    ),
  {
    weight: 2,
    arbitrary: fc
      .tuple(some, split)
      .map(([which, to]) =>
        command(`move ${which} to ${to}`, (catalog) => catalog.splits.move(pick(catalog, which), to)),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(some, label)
      .map(([which, as]) =>
        command(`label ${which} as ${as}`, (catalog, classIds) =>
          catalog.labels.set(pick(catalog, which), classIds[as], 'Ada'),
        ),
      ),
  },
  fc.tuple(some, some).map(([validation, test]) =>
    command(`draw ${validation} and ${test}`, (catalog) => {
      const inTest = pick(catalog, test);
      const inValidation = pick(catalog, validation).filter((id) => !inTest.includes(id));
      catalog.splits.draw(inValidation, inTest);
    }),
  ),
  fc.nat(20).map((which) =>
    command(`put aside ${which}`, (catalog) => {
      for (const id of pick(catalog, [which]))
        catalog.images.quarantine(id, { code: 'truncated', reason: 'It ends early.', values: null });
    }),
  ),
  fc.tuple(some, fc.boolean()).map(([which, excluded]) =>
    command(`${excluded ? 'exclude' : 'bring back'} ${which}`, (catalog) => {
      const ids = pick(catalog, which);
      catalog.exclusions.set(ids, excluded, 'Ada');
      const known = excludedIn.get(catalog) ?? new Set();
      for (const { contentHash } of catalog.images.byIds(ids))
        if (contentHash !== null) known[excluded ? 'add' : 'delete'](contentHash);
      excludedIn.set(catalog, known);
    }),
  ),
);

/** A test or validation file that was missing at the last import may come back. */
const isLost = ({ contentHash, state, code, split }: Image) =>
  contentHash !== null && state === 'missing' && code === 'missing' && isHeldOut(split);

const isCopy = ({ contentHash, state, code }: Image) =>
  contentHash !== null && state !== 'missing' && (state !== 'quarantined' || code === 'label-conflict');

const strictness: Record<Split, number> = {
  test: 0,
  'extra-test': 1,
  validation: 2,
  'labelled-train': 3,
  unlabelled: 4,
};

function copiesByPicture(catalog: Catalog): Image[][] {
  const groups = new Map<string, Image[]>();
  const all = catalog.images.byIds(catalog.images.ids());
  for (const image of all.filter((one) => isCopy(one) || isLost(one))) {
    const key = image.contentHash as string;
    groups.set(key, [...(groups.get(key) ?? []), image]);
  }
  return [...groups.values()];
}

/** The images that training, validation and labelling get, by split. */
function usable(catalog: Catalog): Map<Split, Set<string>> {
  return new Map(
    splits.map((name) => [
      name,
      new Set([...catalog.images.inputs(name, 2)].flat().map((one) => one.contentHash)),
    ]),
  );
}

function checkRule(catalog: Catalog): void {
  const given = usable(catalog);
  for (const copies of copiesByPicture(catalog)) {
    const held = new Set(copies.map((image) => image.split));
    const picture = copies[0].contentHash as string;
    const learnt = (['labelled-train', 'unlabelled'] as const).filter((name) =>
      given.get(name)?.has(picture),
    );
    if (held.has('test') || held.has('extra-test'))
      expect([...learnt, given.get('validation')?.has(picture)]).toEqual([false]);
    if (held.has('validation')) expect(learnt).toEqual([]);
    if (excludedIn.get(catalog)?.has(picture)) checkExcluded(copies);
    else {
      checkNeedlessLoss(copies);
      checkSets(copies);
    }
  }
}

function checkExcluded(members: readonly Image[]): void {
  for (const { state, code, twinId, reason } of members.filter(isCopy)) {
    expect({ state, code, twinId }).toEqual({ state: 'excluded', code: 'excluded', twinId: null });
    expect(reason).toMatch(/^[A-Z].* .*\.$/);
  }
}

/**
 * Checks that every named set (here each source is one) uses a picture once, whatever the test split and other
 * sets contain.
 */
function checkSets(members: readonly Image[]): void {
  for (let source = 1; source <= sources; source++)
    checkNeedlessLoss(
      members.filter(({ split, sourceId }) => split === 'extra-test' && sourceId === source),
      () => true,
    );
}

/**
 * Checks the converse: of copies whose labels agree exactly one is used, namely the oldest in the strictest
 * split, or none if that one is missing. Images of named sets hold out others, and are checked on their own.
 */
function checkNeedlessLoss(
  members: readonly Image[],
  isChecked = ({ split }: Image) => split !== 'extra-test',
): void {
  if (members.length === 0) return;
  const inOrder = [...members].sort(
    (a, b) =>
      strictness[a.split] - strictness[b.split] || Number(isLost(a)) - Number(isLost(b)) || a.id - b.id,
  );
  const [keeper] = inOrder;
  const copies = members.filter((image) => isCopy(image) && isChecked(image));
  const labels = new Set(
    copies.flatMap(({ split, classId }) => (split === keeper.split && classId !== null ? [classId] : [])),
  );
  const used = copies.filter(({ state }) => state === 'ok').map(({ id }) => id);
  expect(used).toEqual(isLost(keeper) || labels.size > 1 || !isChecked(keeper) ? [] : [keeper.id]);
  for (const image of copies) {
    if (image.state === 'ok') expect([image.code, image.twinId]).toEqual([null, null]);
    else expect(image.reason).toMatch(/^[A-Z].* .*\.$/);
    if (image.state === 'leak' || image.state === 'duplicate') expect(image.twinId).toBe(keeper.id);
  }
}

describe('no copy of a test image is ever learnt from', () => {
  it('and copies of a held-out picture that is gone are used again once a draw lets go of it', () => {
    const catalog = memoryCatalog();
    const [a] = catalog.classes.ensure(['a']).values();
    const gone = addSource(catalog, '/gone');
    const pool = addSource(catalog, '/pool');
    const split = 'labelled-train' as const;
    catalog.imports.store(gone, [readFile('1.png', 0, { split, classId: a })], []);
    catalog.imports.markMissing(gone, new Set());
    catalog.imports.store(pool, [readFile('1.png', 0, { split: 'unlabelled', classId: null })], []);
    const [held, copy] = catalog.images.ids();
    catalog.splits.move([held], 'validation');
    expect(catalog.images.byIds([copy])).toMatchObject([{ state: 'leak', twinId: held }]);
    catalog.splits.draw([], []);
    expect(catalog.images.byIds([copy])).toMatchObject([{ state: 'ok', twinId: null }]);
    catalog.close();
  });

  it('whatever is imported, moved, labelled, drawn, lost, unreadable, excluded or brought back, in any order', () => {
    fc.assert(
      fc.property(fc.array(commands, { minLength: 1, maxLength: 15 }), (list) => {
        const catalog = memoryCatalog();
        try {
          for (let id = 1; id <= sources; id++) addSource(catalog, `/source/${id}`, `set ${id}`);
          const classIds = [null, ...catalog.classes.ensure(['a', 'b']).values()];
          for (const one of list) {
            one.run(catalog, classIds);
            checkRule(catalog);
          }
        } finally {
          catalog.close();
        }
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});
