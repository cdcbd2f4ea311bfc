import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import type { MarkChange, PictureFilter } from '../../core/vocabulary/marks';
import { addSource, filledCatalog, readFile } from '../catalog.fixture';
import { Connection } from '../database/connection';
import { type Catalog, openCatalog } from '../index';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The images that pass a filter of marks and folders, by plain SQL over the tables. */
function plainly(connection: Connection, { tagIds = [], starred, noted, folder }: PictureFilter): number[] {
  const marks = [...tagIds, ...(starred ? [0] : [])];
  const terms = [
    'true',
    ...marks.map((mark) => `i.content_hash IN (SELECT hash FROM marks WHERE mark = ${mark})`),
    ...(noted ? ['i.content_hash IN (SELECT hash FROM image_notes)'] : []),
  ];
  const words = (folder ?? '').split(' ').filter((word) => word !== '');
  for (const _ of words)
    terms.push("instr(lower(s.root || '/' || rtrim(i.path, replace(i.path, '/', ''))), lower(?)) > 0");
  return connection.column(
    `SELECT i.id FROM images i JOIN sources s ON s.id = i.source_id WHERE ${terms.join(' AND ')} ORDER BY i.id`,
    words,
  );
}

/** Performs random changes through catalogs of one file, and applies random filters to them. */
class Acts {
  readonly random: Random;
  #named = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  one<T>(all: readonly T[]): T {
    return all[this.random.int(all.length)];
  }

  #someImages(catalog: Catalog): number[] {
    return catalog.images.ids().filter(() => this.random.next() < 0.2);
  }

  #change(catalog: Catalog): MarkChange {
    const on = this.random.next() < 0.7;
    return this.one<() => MarkChange>([
      () => ({ kind: 'star', on }),
      () => ({ kind: 'note', note: on ? `note ${this.random.int(3)}` : '' }),
      () => ({ kind: 'tag', on, tagId: this.one(catalog.marks.tags()).id }),
    ])();
  }

  #files(): ReturnType<typeof readFile>[] {
    const folder = this.one(['', 'Night/', 'night/Fox 1/', 'day/', 'Äste/', 'sub/100%_a/']);
    return Array.from({ length: 1 + this.random.int(8) }, () =>
      readFile(`${folder}${this.random.int(12)}.png`, this.random.int(60), { split: 'unlabelled' }),
    );
  }

  act(catalog: Catalog): void {
    const source = () => this.one(catalog.sources.list()).id;
    const mark = () => catalog.labelSteps.mark(this.#someImages(catalog), this.#change(catalog));
    this.one<() => unknown>([
      mark,
      mark,
      mark,
      () => catalog.labelSteps.steps().undo && catalog.labelSteps.undo('Ada'),
      () => catalog.labelSteps.steps().redo && catalog.labelSteps.redo('Ada'),
      () => catalog.marks.ensureTag(`tag ${this.#named++}`),
      () => {
        const tags = catalog.marks.tags();
        if (tags.length > 2) catalog.marks.removeTag(this.one(tags).id);
      },
      () => catalog.imports.store(source(), this.#files(), []),
      () =>
        catalog.marks.bring(source(), [{ path: '1.png', star: true, tags: ['brought'], note: 'brought' }]),
      () => {
        if (catalog.sources.list().length > 2) catalog.sourceRemoval.remove(source(), []);
        else addSource(catalog, `/pictures/${this.one(['Night', 'b'])} ${this.#named++}`);
      },
      () => {
        const [id, path] = [source(), `/moved/${this.#named++}`];
        const [file] = catalog.sources.files(id);
        catalog.sources.relocate(id, path, path, file ? [{ ...file, path: 'far/away.png' }] : []);
      },
      () =>
        expect(() =>
          catalog.transaction(() => {
            mark();
            catalog.imports.store(source(), this.#files(), []);
            throw new Error('stopped');
          }),
        ).toThrow('stopped'),
    ])();
  }

  filter(catalog: Catalog): PictureFilter {
    const tagIds = catalog.marks.tags().flatMap(({ id }) => (this.random.next() < 0.3 ? [id] : []));
    const maybe = <T>(value: T) => (this.random.next() < 0.3 ? value : undefined);
    return {
      ...{ tagIds: maybe(tagIds), starred: maybe(true), noted: maybe(true) },
      folder: maybe(this.one(['night', 'FOX 1', 'pictures', 'ä', 'Ä', '100%', '.png', 'moved away'])),
    };
  }
}

describe('columns of marks and folders', () => {
  it.each([1, 2, 3, 4])(
    'give the images that plain SQL gives, whatever this and another process write (seed %i)',
    (seed) => {
      const folder = mkdtempSync(join(tmpdir(), 'picture-columns-'));
      folders.push(folder);
      const file = join(folder, 'catalog.db');
      const [own, other] = [openCatalog(file), openCatalog(file)];
      const plain = new Connection(file, true);
      const acts = new Acts(seed);
      for (const name of ['a', 'b']) addSource(own, `/pictures/${name}`);
      for (const name of ['x', 'y', 'z']) own.marks.ensureTag(name);
      let found = 0;
      for (let i = 0; i < 250; i++) {
        acts.act(acts.random.next() < 0.1 ? other : own);
        if (acts.random.next() < 0.3) own.pictures.readAhead();
        const filter = acts.filter(own);
        const ids = plainly(plain, filter);
        found += ids.length;
        expect([...own.marks.images(filter)]).toEqual(ids);
        const unlabelled = plain.column<number>(
          "SELECT id FROM images WHERE split = 'unlabelled' AND state = 'ok'",
        );
        const inView = ids.filter((id) => unlabelled.includes(id));
        expect([...own.labelViews.ids({ view: 'unlabelled', pictures: filter })]).toEqual(inView);
      }
      expect(found).toBeGreaterThan(500);
      for (const each of [own, other, plain]) each.close();
    },
  );

  it('are the same for many images as for few, in an order as well', () => {
    const { catalog, imageIds } = filledCatalog(21_000);
    const tagId = catalog.marks.ensureTag('many');
    const tagged = imageIds.filter((_, i) => i % 21 !== 0);
    catalog.labelSteps.mark(tagged, { kind: 'tag', tagId, on: true });
    const ids = (by?: 'folder' | 'star') => [
      ...catalog.labelViews.ids(
        { view: 'unlabelled', pictures: { tagIds: [tagId], split: 'unlabelled' } },
        by,
      ),
    ];
    expect(ids()).toEqual(tagged);
    const byPath = [...tagged].sort((a, b) => (`${a - 1}.png` < `${b - 1}.png` ? -1 : 1));
    expect(ids('folder')).toEqual(byPath);
    const last = tagged.slice(-1);
    catalog.labelSteps.mark(last, { kind: 'star', on: true });
    expect(ids('star')).toEqual([...last, ...tagged.slice(0, -1)]);
    catalog.labelSteps.mark(tagged.slice(2), { kind: 'tag', tagId, on: false });
    expect(ids()).toEqual(tagged.slice(0, 2));
  });

  it('are read ahead in pieces to their end, and from the start again after a call that failed', () => {
    const { catalog, imageIds } = filledCatalog(25_000);
    catalog.labelSteps.mark(imageIds, { kind: 'star', on: true });
    const pieces = () => {
      let read = 0;
      while (catalog.pictures.readAhead()) read++;
      return read;
    };
    // Three parts for folders, three for stars and one for notes.
    expect(pieces()).toBe(7);
    expect(pieces()).toBe(0);
    expect([...catalog.marks.images({ starred: true })]).toEqual(imageIds);
    expect(() =>
      catalog.transaction(() => {
        throw new Error('stopped');
      }),
    ).toThrow('stopped');
    expect(pieces()).toBe(7);
  });
});
