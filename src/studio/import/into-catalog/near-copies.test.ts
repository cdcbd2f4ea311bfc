import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp, { type Matrix3x3 } from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Random } from '../../../core/numbers/random';
import type { Split } from '../../../core/vocabulary/images';
import { createProject, type Project } from '../../project/folder/project';
import {
  drawSplit,
  drawValidation,
  ensureNearCopies,
  findNearCopies,
  importSource,
  uniteNearCopies,
} from '../index';

let folder: string;
let project: Project;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'near-'));
  project = createProject(join(folder, 'project'));
});

afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A picture with large and small shapes, 240 x 240, different for each number. */
function scene(number: number) {
  const random = new Random(number);
  const small = Buffer.alloc(6 * 6 * 3).map(() => random.int(256));
  const things = Array.from({ length: 40 }, () => {
    const [x, y, size] = [random.int(230), random.int(230), 4 + random.int(16)];
    const colour = `rgb(${random.int(256)},${random.int(256)},${random.int(256)})`;
    return `<rect x="${x}" y="${y}" width="${size}" height="${size}" fill="${colour}"/>`;
  });
  return sharp(small, { raw: { width: 6, height: 6, channels: 3 } })
    .resize(240, 240, { kernel: 'cubic' })
    .composite([{ input: Buffer.from(`<svg width="240" height="240">${things.join('')}</svg>`) }]);
}

const saved = (number: number) => scene(number).png().toBuffer();

async function put(path: string, bytes: Promise<Buffer> | Buffer | string): Promise<void> {
  mkdirSync(join(folder, 'data', path, '..'), { recursive: true });
  writeFileSync(join(folder, 'data', path), await bytes);
}

const path = () => join(folder, 'data');
const short = (file: string) => file.slice(path().length + 1);
const leaks = () => project.catalog.images.byIds(project.catalog.images.ids({ state: 'leak' }));

/** The files of each group, in the order of their ids. */
function groups(): string[][] {
  const { ids, places } = project.catalog.nearCopies.grouped();
  const found = new Map<number, string[]>();
  for (const [at, image] of project.catalog.images.byIds([...ids]).entries())
    found.set(places[at], [...(found.get(places[at]) ?? []), image.path]);
  return [...found.values()];
}

describe('near duplicates', () => {
  it('are saved again, smaller, cut, brighter, in another format; not what merely looks alike', async () => {
    const whole = await saved(1);
    await put('pool/0.png', whole);
    await put('pool/again.jpg', sharp(whole).jpeg({ quality: 40 }).toBuffer());
    await put(
      'pool/small.webp',
      sharp(whole).resize(150, 170, { fit: 'fill' }).webp({ quality: 70 }).toBuffer(),
    );
    await put(
      'pool/cut.jpg',
      sharp(whole).extract({ left: 12, top: 0, width: 228, height: 228 }).jpeg().toBuffer(),
    );
    await put('pool/bright.jpg', sharp(whole).linear(1, 25).jpeg().toBuffer());
    // The shirts have the same background, as products have.
    const ground = await sharp(whole).blur(20).png().toBuffer();
    const shirt = (colour: string, mark: string) =>
      `<svg width="240" height="240"><rect x="60" y="50" width="120" height="150" fill="${colour}"/>${mark}</svg>`;
    const words = '<text x="80" y="120" font-size="40">ABC</text>';
    const stripes = '<path d="M60 80H180M60 110H180M60 140H180" stroke="white" stroke-width="9"/>';
    for (const [i, [colour, mark]] of [
      ['navy', words],
      ['navy', stripes],
      ['maroon', words],
    ].entries())
      await put(
        `pool/shirt${i}.jpg`,
        sharp(ground)
          .composite([{ input: Buffer.from(shirt(colour, mark)) }])
          .jpeg()
          .toBuffer(),
      );
    await importSource(project, { path: path(), kind: 'pool' });
    expect(groups()).toEqual([
      ['0.png', 'again.jpg', 'bright.jpg', 'cut.jpg', 'small.webp'].map((name) => `pool/${name}`),
    ]);
    expect(project.catalog.nearCopies.counts()).toEqual({ groups: 1, images: 5, leaks: 0 });
  });

  it('are without colours, in one tone, or mirrored', async () => {
    const whole = await saved(1);
    const sepia: Matrix3x3 = [
      [0.393, 0.769, 0.189],
      [0.349, 0.686, 0.168],
      [0.272, 0.534, 0.131],
    ];
    await put('pool/0.png', whole);
    await put('pool/grey.jpg', sharp(whole).greyscale().jpeg().toBuffer());
    await put('pool/sepia.jpg', sharp(whole).recomb(sepia).jpeg().toBuffer());
    await put('pool/left.jpg', sharp(whole).flop().jpeg().toBuffer());
    await put(
      'pool/other.jpg',
      sharp(await saved(2))
        .greyscale()
        .jpeg()
        .toBuffer(),
    );
    // Pictures with a side below 64 pixels are compared as well.
    const tiny = await sharp(await saved(3))
      .resize(32, 32)
      .png()
      .toBuffer();
    await put('pool/tiny.png', tiny);
    await put('pool/tiny-left.png', sharp(tiny).flop().png().toBuffer());
    await importSource(project, { path: path(), kind: 'pool' });
    expect(groups()).toEqual([
      ['pool/0.png', 'pool/grey.jpg', 'pool/left.jpg', 'pool/sepia.jpg'],
      ['pool/tiny-left.png', 'pool/tiny.png'],
    ]);
  });

  it('are not mirrored pictures of another class, whose sides matter', async () => {
    await put('train/left/0.png', saved(0));
    await put(
      'train/right/1.png',
      sharp(await saved(0))
        .flop()
        .png()
        .toBuffer(),
    );
    await put('train/left/2.png', saved(2));
    await put(
      'test/left/3.png',
      sharp(await saved(2))
        .flop()
        .png()
        .toBuffer(),
    );
    await importSource(project, { path: path() });
    expect(groups()).toEqual([['test/left/3.png', 'train/left/2.png']]);
    expect(leaks().map(({ path }) => path)).toEqual(['train/left/2.png']);
  });

  it('are mirrored pictures once a wrong label of one is corrected', async () => {
    const { catalog } = project;
    await put('train/left/0.png', saved(1));
    await put('train/right/1.png', saved(2));
    await put(
      'test/right/2.png',
      sharp(await saved(1))
        .flop()
        .png()
        .toBuffer(),
    );
    await importSource(project, { path: path() });
    await ensureNearCopies(project);
    expect([groups(), leaks()]).toEqual([[], []]);
    const right = catalog.classes.list().find(({ name }) => name === 'right')!.id;
    catalog.labels.set(catalog.images.ids({ split: 'labelled-train', search: '0.png' }), right, 'Ada');
    await ensureNearCopies(project);
    expect(groups()).toEqual([['test/right/2.png', 'train/left/0.png']]);
    expect(leaks().map(({ path }) => path)).toEqual(['train/left/0.png']);
  });

  it('are compared again once the rule is another one, but for what a person said', async () => {
    await put('pool/0.png', saved(1));
    await put(
      'pool/1.jpg',
      sharp(await saved(1))
        .greyscale()
        .jpeg()
        .toBuffer(),
    );
    await importSource(project, { path: path(), kind: 'pool' });
    const { catalog } = project;
    const [one, other] = catalog.images
      .byIds(catalog.images.ids({}))
      .map(({ contentHash }) => contentHash ?? '');
    const pair = { hash: one, twin: other };
    // As an older version has decided.
    catalog.nearCopies.separate(catalog.images.ids({}).slice(0, 1), 'Ada');
    catalog.nearCopies.unite(catalog.images.ids({}));
    catalog.nearCopies.learn([{ ...pair, same: false }]);
    catalog.nearCopies.regroup();
    expect(groups()).toEqual([]);
    catalog.meta.set('nearCopies', { rule: 2, left: 0, of: '' });
    await ensureNearCopies(project);
    expect(groups()).toHaveLength(1);
    catalog.nearCopies.separate(catalog.images.ids({}).slice(0, 1), 'Ada');
    catalog.meta.set('nearCopies', { rule: 2, left: 0, of: '' });
    await ensureNearCopies(project);
    expect(groups()).toEqual([]);
  });

  it('leak where one is held out, with their twins named; a person may say otherwise, and take that back', async () => {
    for (const i of [0, 1, 2, 3]) await put(`train/${'ab'[i % 2]}/${i}.png`, saved(i));
    await put('test/a/again.jpg', scene(0).jpeg({ quality: 40 }).toBuffer());
    await put(
      'test/b/small.webp',
      sharp(await saved(1))
        .resize(150, 170, { fit: 'fill' })
        .webp()
        .toBuffer(),
    );
    await put('test/b/other.jpg', scene(9).jpeg().toBuffer());
    const report = await importSource(project, { path: path() });
    expect(report.leaks.map(({ file, twinFile }) => [file, twinFile].map(short))).toEqual([
      ['train/a/0.png', 'test/a/again.jpg'],
      ['train/b/1.png', 'test/b/small.webp'],
    ]);
    expect(project.catalog.images.count({ split: 'labelled-train', state: 'ok' })).toBe(2);
    expect(leaks().map(({ code }) => code)).toEqual(['near-leak', 'near-leak']);
    const [{ id }] = leaks();
    const { nearCopies } = project.catalog;
    expect(nearCopies.separate([id], 'ann')).toBe(1);
    await importSource(project, { path: path() });
    expect(leaks().map(({ path }) => path)).toEqual(['train/b/1.png']);
    expect(project.catalog.images.get(id)).toMatchObject({ state: 'ok', code: null, twinId: null });
    await uniteNearCopies(project, [id]);
    expect(leaks().map(({ path }) => path)).toEqual(['train/a/0.png', 'train/b/1.png']);
  });

  it('stay apart once a person said so, though others of the group look like both', async () => {
    for (const quality of [90, 60, 40, 30])
      await put(`pool/${quality}.jpg`, scene(5).jpeg({ quality }).toBuffer());
    await importSource(project, { path: path(), kind: 'pool' });
    expect(groups()).toHaveLength(1);
    const [first] = project.catalog.images.ids();
    project.catalog.nearCopies.separate([first], 'ann');
    await findNearCopies(project);
    expect(groups()).toEqual([['pool/40.jpg', 'pool/60.jpg', 'pool/90.jpg']]);
  });

  it('are sought before a draw where an import ended before its own search, and by an import only where pictures changed', async () => {
    await put('a/0.png', saved(0));
    await put('b/1.png', saved(1));
    const searches = vi.spyOn(project.catalog.nearCopies, 'regroup');
    const sought = async (work: () => Promise<unknown>) => {
      searches.mockClear();
      await work();
      return searches.mock.calls.length;
    };
    const again = () => importSource(project, { path: path() });
    expect(await sought(again)).toBe(1);
    expect([await sought(again), await sought(() => ensureNearCopies(project))]).toEqual([0, 0]);
    await put('a/again.jpg', scene(0).jpeg({ quality: 40 }).toBuffer());
    const controller = new AbortController();
    const stopped = importSource(
      project,
      { path: path() },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(groups()).toEqual([]);
    expect(await sought(() => ensureNearCopies(project))).toBe(1);
    expect(groups()).toEqual([['a/0.png', 'a/again.jpg']]);
    expect(await sought(again)).toBe(0);
    // A picture that goes and comes back.
    rmSync(join(path(), 'b/1.png'));
    expect(await sought(again)).toBe(1);
    await put('b/1.png', saved(1));
    expect(await sought(again)).toBe(1);
    expect(await sought(again)).toBe(0);
  });

  it('follow labels and splits: a label does not bring one back, another place of its twin does', async () => {
    await put('train/a/0.png', saved(0));
    await put('train/b/1.png', saved(1));
    await put('test/a/again.jpg', scene(0).jpeg({ quality: 40 }).toBuffer());
    await importSource(project, { path: path() });
    const [{ id, twinId }] = leaks();
    project.catalog.labels.set([id], project.catalog.classes.byName().get('b') as number, 'ann');
    expect(leaks()).toHaveLength(1);
    project.catalog.splits.move([twinId as number], 'labelled-train');
    expect(leaks()).toHaveLength(0);
    project.catalog.splits.move([twinId as number], 'validation');
    expect(leaks()).toMatchObject([{ id, twinId, code: 'near-leak' }]);
  });

  it('and exact copies of one in training are left out as well', async () => {
    await put('train/a/0.png', saved(0));
    await put('train/a/same.png', saved(0));
    await put('test/a/again.jpg', scene(0).jpeg({ quality: 40 }).toBuffer());
    await importSource(project, { path: path() });
    const { images, labels, classes } = project.catalog;
    labels.set(images.ids({ split: 'labelled-train' }), classes.ensure(['b']).get('b') as number, 'ann');
    expect(images.count({ split: 'labelled-train', state: 'ok' })).toBe(0);
    expect(images.count({ split: 'test', state: 'ok' })).toBe(1);
  });

  it('are not sought among small pictures that merely look alike in few bits', async () => {
    // One shape at many places on a black background, like digits or garments.
    for (let i = 0; i < 24; i++) {
      const shape = Buffer.alloc(28 * 28);
      for (let y = 4; y < 24; y++)
        shape.fill(255, y * 28 + 10 + (i % 3), y * 28 + 14 + (i % 4) + (y % (2 + (i % 5)) === 0 ? 3 : 0));
      shape[i] = 9 + i;
      const png = sharp(shape, { raw: { width: 28, height: 28, channels: 1 } })
        .png()
        .toBuffer();
      await put(`${i % 3 ? 'train' : 'test'}/${i % 2 ? 'one' : 'seven'}/${i}.png`, png);
    }
    await importSource(project, { path: path() });
    expect(project.catalog.images.count({ state: 'ok' })).toBeGreaterThan(20);
  });
});

describe('splits by group', () => {
  const groupsIn = (split: Split) => {
    const { images } = project.catalog;
    return [...images.groups(images.ids({ split })).values()];
  };
  const sides = () => {
    const found = new Map<string, Set<string>>();
    const { images } = project.catalog;
    const groups = images.groups(images.ids());
    for (const { id, state, classId, split } of images.byIds([...groups.keys()])) {
      const group = groups.get(id) as string;
      if (state === 'ok' && classId !== null) found.set(group, (found.get(group) ?? new Set()).add(split));
    }
    return [...found.values()].map(({ size }) => size);
  };

  /** Lists pictures of random colours that depend on the row, so that none looks like another. */
  async function listed(rows: readonly { label: string; group: string; split?: string }[]): Promise<string> {
    const lines = rows.map(async ({ label, group, split = '' }, i) => {
      const pixels = Buffer.alloc(8 * 8 * 3).map((_, at) => (at * (i + 3) * 37 + i * 11) % 251);
      await put(
        `${i}.png`,
        sharp(pixels, { raw: { width: 8, height: 8, channels: 3 } })
          .png()
          .toBuffer(),
      );
      return `${i}.png,${label},${group},${split}`;
    });
    await put('list.csv', `path,label,group,split\n${(await Promise.all(lines)).join('\n')}\n`);
    return join(path(), 'list.csv');
  }

  it('put no group on both sides, whatever the groups and shares', async () => {
    const random = new Random(4);
    await importSource(project, {
      path: await listed(
        Array.from({ length: 90 }, () => ({ label: 'abc'[random.int(3)], group: `g${random.int(30)}` })),
      ),
    });
    const shares = fc.record({
      validationShare: fc.double({ min: 0, max: 0.4, noNaN: true }),
      testShare: fc.option(fc.double({ min: 0, max: 0.4, noNaN: true }), { nil: null }),
      seed: fc.nat(99),
    });
    fc.assert(
      fc.property(shares, (drawn) => {
        const { validation, test } = drawSplit(project, drawn);
        expect(sides().every((count) => count === 1)).toBe(true);
        const { images } = project.catalog;
        expect(images.count({ split: 'validation' })).toBe(validation);
        expect(images.count({ split: 'test' })).toBe(test);
        expect(validation).toBeLessThanOrEqual(Math.ceil(drawn.validationShare * 90));
      }),
      { numRuns: 40 },
    );
  });

  it('leave a group that the list holds out where it is', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ label: 'ab'[i % 2], group: `g${i % 20}` }));
    await importSource(project, {
      path: await listed(rows.map((row, i) => ({ ...row, split: i < 4 ? 'test' : 'train' }))),
    });
    for (const seed of [1, 2, 3]) {
      drawSplit(project, { validationShare: 0.5, testShare: 0.2, seed });
      const { images } = project.catalog;
      const heldOut = images
        .byIds(images.ids({ split: 'test' }))
        .filter(({ path }) => Number.parseInt(path, 10) < 4);
      expect(heldOut).toHaveLength(4);
      // g0 to g3 are in the given test split, so their other images are not drawn.
      expect(groupsIn('validation').filter((name) => /^g[0-3]$/.test(name))).toEqual([]);
    }
    drawSplit(project, { validationShare: 0, testShare: null, seed: 1 });
    expect(drawValidation(project, { share: 0.3, seed: 1 }).validation).toBeGreaterThan(5);
    expect(groupsIn('validation').filter((name) => /^g[0-3]$/.test(name))).toEqual([]);
  });

  it('say what they could not hold out, where two bursts are all there is', async () => {
    for (let i = 0; i < 8; i++)
      for (const name of 'ab')
        await put(
          `${name}/${i}.jpg`,
          scene(name === 'a' ? 0 : 1)
            .jpeg({ quality: 40 + 7 * i })
            .toBuffer(),
        );
    await importSource(project, { path: path() });
    expect(groups()).toHaveLength(2);
    const short = (split: string, asked: number) => ({
      code: `${split}-falls-short`,
      values: { drawn: 0, asked },
    });
    const shares = { validationShare: 0.1, testShare: 0.2, seed: 1 };
    expect(drawSplit(project, shares)).toEqual({
      ...{ test: 0, validation: 0 },
      notes: [short('test', 3), short('validation', 2)],
    });
    expect(drawSplit(project, { ...shares, testShare: null }).notes).toEqual([short('validation', 2)]);
    expect(drawSplit(project, { ...shares, validationShare: 0, testShare: 0 }).notes).toEqual([]);
    expect(drawValidation(project, { share: 0.1, seed: 1 }).notes).toEqual([short('validation', 2)]);
    for (let i = 2; i < 12; i++) await put(`a/other${i}.png`, saved(i));
    await importSource(project, { path: path() });
    // Only four of the five that were asked for, because the burst is too large for what is left.
    expect(drawSplit(project, { ...shares, validationShare: 0 })).toMatchObject({ test: 4, notes: [] });
  });

  it('draw near duplicates together, those too that were left out before', async () => {
    for (let i = 0; i < 12; i++)
      for (const quality of [90, 50])
        await put(`${'ab'[i % 2]}/${i}-${quality}.jpg`, scene(i).jpeg({ quality }).toBuffer());
    await importSource(project, { path: path() });
    expect(groups()).toHaveLength(12);
    const { images, splits } = project.catalog;
    const ids = images.ids();
    // This is what a draw that ignores groups could leave.
    splits.draw([], [ids[0]]);
    expect(leaks()).toHaveLength(1);
    for (const seed of [1, 2, 3, 4]) {
      drawSplit(project, { validationShare: 0.25, testShare: 0.25, seed });
      expect(leaks()).toEqual([]);
      expect([images.count({ split: 'validation' }), images.count({ split: 'test' })]).toEqual([4, 4]);
      const split = new Map<string, string>();
      for (const image of images.byIds(ids)) {
        const number = image.path.slice(2).split('-')[0];
        expect(split.get(number) ?? image.split).toBe(image.split);
        split.set(number, image.split);
      }
    }
  });
});
