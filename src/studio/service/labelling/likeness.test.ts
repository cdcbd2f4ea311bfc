import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobView, LikenessBasis } from '../../../contract';
import { importSource } from '../../import';
import { type Kind, writeKind, writeKinds } from '../../likeness/kinds.fixture';
import { addWeights } from '../../weights/library';
import { seeingTensors, writeTensors } from '../../weights/timm-file.fixture';
import { connectStudio, type TestStudio } from '../session/studio.fixture';

const each = 12;
let folder: string;
let studio: TestStudio;

const client = () => studio.client;
const catalog = () => studio.studio.project.catalog;

/** The kind of an image, by its folder. */
function kindOf(id: number): Kind {
  const [image] = catalog().images.byIds([id]);
  return image.path.split('/')[0] as Kind;
}

async function finished(job: JobView | null): Promise<JobView> {
  if (!job) throw new Error('There was nothing to do.');
  const now = async () => (await client().jobs.list()).find(({ id }) => id === job.id) as JobView;
  await expect.poll(async () => (await now()).finishedAt, { timeout: 60_000 }).not.toBeNull();
  return now();
}

const prepare = async (basis: LikenessBasis, clusters: boolean) =>
  finished(await client().likeness.prepare({ basis, clusters }));

const similar = async (id: number, basis: LikenessBasis = 'picture', search?: string) => [
  ...(await client().likeness.similar({ basis, to: Int32Array.of(id), view: 'unlabelled', search })),
];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'likeness-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  vi.stubEnv('XDG_DATA_HOME', join(folder, 'data'));
  await writeKinds(join(folder, 'pool'), each);
  studio = connectStudio(folder);
  await client().project.create({ folder: join(folder, 'project'), name: 'likeness' });
  await importSource(studio.studio.project, {
    path: join(folder, 'pool'),
    kind: 'pool',
    split: 'unlabelled',
  });
});
afterEach(async () => {
  await studio.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('by colours and layout, which is usual without weights', () => {
  it('images are looked at once, and those like the given ones come first', async () => {
    expect(await client().likeness.choice()).toMatchObject({ usual: 'picture', network: { isHere: false } });
    await expect(similar(1)).rejects.toMatchObject({ data: { code: 'not-looked-at' } });
    const job = await prepare('picture', false);
    expect(job).toMatchObject({ status: 'done', kind: 'likeness', subject: 'likeness' });
    expect(await client().likeness.prepare({ basis: 'picture', clusters: false })).toBeNull();
    for (const id of catalog()
      .images.ids()
      .filter((_, i) => i % each === 3)) {
      const order = await similar(id);
      expect(order[0]).toBe(id);
      expect(order).toHaveLength(3 * each);
      expect(order.slice(0, each).map(kindOf)).toEqual(Array(each).fill(kindOf(id)));
    }
    // Labelled images are not in the view, but one of them may be what the others are compared with.
    const [cat] = catalog().classes.ensure(['cat']).values();
    catalog().labels.set([1], cat, 'Ada');
    expect((await similar(1)).slice(0, each - 1).map(kindOf)).toEqual(Array(each - 1).fill(kindOf(1)));
    expect(await similar(1, 'picture', 'WALL pool')).toHaveLength(each);
  });

  it('typical images of each kind come first to be labelled, of kinds without a label before those with some', async () => {
    const typical = async (search?: string) => [
      ...(await client().likeness.typical({ basis: 'picture', view: 'unlabelled', search })),
    ];
    await expect(typical()).rejects.toMatchObject({ data: { code: 'no-clusters' } });
    await prepare('picture', true);
    const clusters = await client().likeness.clusters({ basis: 'picture' });
    const order = await typical();
    // The order begins with the most typical image of each cluster, followed by the second of each.
    const many = clusters.length;
    expect(order.slice(0, many)).toEqual(clusters.map(({ typical: [first] }) => first));
    expect([...order].sort((a, b) => a - b)).toEqual([...catalog().images.ids()].sort((a, b) => a - b));
    expect(new Set(order.slice(0, many).map(kindOf)).size).toBe(3);
    // The first image's cluster has a label now, and so comes after the others.
    const [cat] = catalog().classes.ensure(['cat']).values();
    catalog().labels.set([order[0]], cat, 'Ada');
    const then = await typical();
    expect(then.slice(0, many - 1)).toEqual(order.slice(1, many));
    expect(then).toHaveLength(3 * each - 1);
    expect(await typical('WALL pool')).toHaveLength(
      [...order].filter((id) => kindOf(id) === 'wall').length - (kindOf(order[0]) === 'wall' ? 1 : 0),
    );
  });

  it('labels that are held out for tests put no cluster behind the others', async () => {
    mkdirSync(join(folder, 'test', 'day'), { recursive: true });
    for (const seed of [50, 51, 52]) await writeKind(join(folder, 'test', 'day', `${seed}.png`), 'sun', seed);
    await importSource(studio.studio.project, { path: join(folder, 'test'), split: 'test' });
    await prepare('picture', true);
    const clusterOf = new Map<number, number>();
    for (const { number } of await client().likeness.clusters({ basis: 'picture' }))
      for (const id of await client().likeness.members({ basis: 'picture', cluster: number }))
        clusterOf.set(id, number);
    const order = await client().likeness.typical({ basis: 'picture', view: 'unlabelled' });
    const open = new Set([...order].map((id) => clusterOf.get(id)));
    const first = [...order.subarray(0, open.size)].map((id) => clusterOf.get(id));
    expect(new Set(first)).toEqual(open);
  });

  it('only new images are looked at, also in a later session; what cannot be read is left out and comes last', async () => {
    await prepare('picture', false);
    const cacheFile = () =>
      readdirSync(join(folder, 'project', 'cache')).filter((name) => /^looks/.test(name));
    expect(cacheFile()).toEqual(['looks-picture-1.bin']);
    await writeKind(join(folder, 'pool', 'sun', 'new.png'), 'sun', 99);
    await writeKind(join(folder, 'pool', 'sun', 'gone.png'), 'sun', 98);
    await importSource(studio.studio.project, {
      path: join(folder, 'pool'),
      kind: 'pool',
      split: 'unlabelled',
    });
    rmSync(join(folder, 'pool', 'sun', 'gone.png'));
    await client().project.close();
    // This is what a crash in the middle of a record leaves.
    appendFileSync(join(folder, 'project', 'cache', 'looks-picture-1.bin'), 'cut');
    await client().project.open({ folder: join(folder, 'project') });
    expect(await prepare('picture', false)).toMatchObject({
      stage: { values: { images: 2 } },
      status: 'done',
    });
    const order = await similar(1);
    expect(order).toHaveLength(3 * each + 2);
    expect(catalog().images.get(order.at(-1) as number).path).toBe('sun/gone.png');
    expect(await client().likeness.prepare({ basis: 'picture', clusters: false })).toBeNull();
  });

  it('all images are put into clusters, which say what is labelled in them and which class they probably have', async () => {
    await expect(client().likeness.clusters({ basis: 'picture' })).rejects.toMatchObject({
      data: { code: 'no-clusters' },
    });
    await prepare('picture', true);
    const before = await client().likeness.clusters({ basis: 'picture' });
    expect(before.reduce((sum, { images }) => sum + images, 0)).toBe(3 * each);
    const members = async (cluster: number) => [
      ...(await client().likeness.members({ basis: 'picture', cluster })),
    ];
    for (const { number, images, typical, labelled, proposal } of before) {
      const ids = await members(number);
      expect(ids).toHaveLength(images);
      expect(ids.slice(0, typical.length)).toEqual([...typical]);
      expect(new Set(ids.map(kindOf)).size).toBe(1);
      expect([labelled, proposal]).toEqual([0, null]);
    }
    const [cat, dog] = catalog().classes.ensure(['cat', 'dog']).values();
    const ids = await members(0);
    await client().label.set({ ids: Int32Array.from(ids.slice(0, 2)), classId: dog, others: 'ask' });
    await client().label.set({ ids: Int32Array.of(ids[2]), classId: cat, others: 'ask' });
    const [first] = await client().likeness.clusters({ basis: 'picture' });
    expect(first).toMatchObject({ labelled: 3, proposal: { classId: dog, by: 'labels', from: 2 } });
    // Labels do not change clusters, but an image that left does.
    expect(await client().likeness.prepare({ basis: 'picture', clusters: true })).toBeNull();
    catalog().images.quarantine(ids[4], { code: 'excluded', reason: '', values: {} });
    expect(await members(0)).toEqual(ids.filter((id) => id !== ids[4]));
    await prepare('picture', true);
    const after = await client().likeness.clusters({ basis: 'picture' });
    expect(after.reduce((sum, { images }) => sum + images, 0)).toBe(3 * each - 1);
  });

  it('can be cancelled, and a second question is answered by the job that is under way', async () => {
    const job = await client().likeness.prepare({ basis: 'picture', clusters: true });
    expect((await client().likeness.prepare({ basis: 'picture', clusters: false }))?.id).toBe(job?.id);
    await client().jobs.cancel({ id: job?.id as number });
    expect(await finished(job)).toMatchObject({ status: 'cancelled' });
    await expect(client().likeness.clusters({ basis: 'picture' })).rejects.toMatchObject({
      data: { code: 'no-clusters' },
    });
    expect(await prepare('picture', true)).toMatchObject({ status: 'done' });
  });
});

describe('by what a network sees', () => {
  it('looks are the features of the weights that are here, shortened along directions that stay', async () => {
    const file = join(folder, 'efficientnet_lite0.ra_in1k.safetensors');
    writeTensors(file, seeingTensors('lite0', 7));
    await addWeights(file);
    const choice = await client().likeness.choice();
    expect(choice).toEqual({
      usual: 'network',
      network: { name: 'efficientnet_lite0.ra_in1k', isHere: true },
    });
    expect(await prepare('network', true)).toMatchObject({ status: 'done' });
    const cache = join(folder, 'project', 'cache');
    const names = () => readdirSync(cache).filter((name) => /^looks/.test(name));
    const looks = 'looks-efficientnet_lite0.ra_in1k-1.bin';
    expect(names()).toEqual([looks, `${looks}.axes`]);
    // The weights are random, not learnt: they separate kinds, but not without mistakes.
    const alike = async (most: number) =>
      (await similar(3, 'network')).slice(0, most).filter((id) => kindOf(id) === kindOf(3)).length;
    expect((await similar(3, 'network'))[0]).toBe(3);
    expect(await alike(each)).toBeGreaterThanOrEqual(each - 2);
    const clusters = await client().likeness.clusters({ basis: 'network' });
    expect(clusters.reduce((sum, { images }) => sum + images, 0)).toBe(3 * each);
    // A few new images are placed along the same directions as the others; many new ones cause all to be looked at again.
    const add = async (from: number, to: number) => {
      for (let number = from; number < to; number++)
        await writeKind(join(folder, 'pool', 'grass', `more ${number}.png`), 'grass', number);
      const pool = { path: join(folder, 'pool'), kind: 'pool', split: 'unlabelled' } as const;
      await importSource(studio.studio.project, pool);
      return prepare('network', false);
    };
    expect(await add(50, 55)).toMatchObject({ stage: { values: { images: 5 } } });
    expect(await add(100, 150)).toMatchObject({ stage: { values: { images: 3 * each + 55 } } });
    expect(await alike(each)).toBeGreaterThanOrEqual(each - 2);
    // Without their directions the looks are useless and are made again.
    await client().project.close();
    rmSync(join(cache, `${looks}.axes`));
    await client().project.open({ folder: join(folder, 'project') });
    expect(await prepare('network', false)).toMatchObject({ stage: { values: { images: 3 * each + 55 } } });
  });
});
