import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ReviewQuery, SelectionChoice, StudioClient } from '../src/contract';
import { Random } from '../src/core/numbers/random';
import { pictureOf, Studio, serve } from '../src/studio/service';
import { round, type Timing, timed, timingOf } from './timing';

type Question = Omit<ReviewQuery, 'labellingId'>;

/** The filters and orders that a person would use. */
const questions: Readonly<Record<string, Question>> = {
  all: {},
  'one class': { filter: { classIds: [3] } },
  kept: { filter: { states: ['kept'] } },
  'flag ood': { filter: { flags: ['ood'] } },
  'flag changed, two states': { filter: { flags: ['changed'], states: ['kept', 'over-quota'] } },
  'confidence range': { filter: { confidence: [0.4, 0.6] } },
  'by confidence': { order: 'confidence', descending: true },
  'by confidence, rising': { order: 'confidence' },
  'by margin, one class': { order: 'margin', filter: { classIds: [1] } },
  'by ood score': { order: 'ood' },
  'by disagreement': { order: 'disagreement', descending: true },
  'grouped by class': { order: 'confidence', descending: true, groupByClass: true },
};

/** Measures the procedures of the review, which are called over a port as by the window, but in the same process as the caller. */
export async function measureStudio(folder: string) {
  const state = mkdtempSync(join(tmpdir(), 'bench-grid-'));
  const nothing = async () => null;
  const studio = new Studio({
    ...{ facts: {} as never, stateFolder: state, chooseFolders: async () => [], chooseFile: nothing },
    ...{ chooseTarget: nothing, reveal: async () => {}, notify: () => {}, quickDemo: true },
  });
  const { port1, port2 } = new MessageChannel();
  serve(studio, port1 as never);
  port1.start();
  const client: StudioClient = createORPCClient(
    new RPCLink({ port: port2 as never, experimental_transfer: () => [] }),
  );
  port2.start();
  try {
    return await measure(studio, client, folder);
  } finally {
    port1.close();
    port2.close();
    await studio.shutDown();
    rmSync(state, { recursive: true, force: true });
  }
}

async function measure(studio: Studio, client: StudioClient, folder: string) {
  const openProject = round(await timed(() => client.project.open({ folder })));
  const [{ id: labellingId, images }] = await client.review.labellings();
  const open = async () => {
    await client.review.overview({ labellingId });
    await client.review.query({ labellingId });
  };
  const first = round(await timed(open));
  // This is the state at every later start: nothing is in memory, and the flat file exists.
  await client.project.close();
  await client.project.open({ folder });
  const openReview = round(await timed(open));
  const { choice } = await client.review.overview({ labellingId });
  const random = new Random(1);

  const query: Record<string, Timing> = {};
  for (const [name, question] of Object.entries(questions))
    query[name] = await repeat(8, () => client.review.query({ labellingId, ...question }));
  const search = await repeat(4, (i) =>
    client.review.query({ labellingId, filter: { search: `part-00${100 + i}` } }),
  );
  const tiles = await repeat(50, () => {
    const from = random.int(images - 120);
    return client.review.tiles({ labellingId, rows: Int32Array.from({ length: 120 }, (_, i) => from + i) });
  });
  const balance = await repeat(30, (i) =>
    client.review.balance({ labellingId, choice: { ...choice, threshold: 0.1 + 0.03 * i } }),
  );
  const marks = await measureMarks(client, labellingId, images);
  const trust = await measureTrust(client, labellingId, choice);
  const detail = await repeat(20, () => client.review.detail({ labellingId, row: random.int(images) }));
  const plan = await repeat(3, () => client.review.plan({ labellingId }));
  const similar = await repeat(3, () =>
    client.review.query({ labellingId, order: 'similar', similarTo: random.int(images) }),
  );
  const map = round(await timed(() => client.review.map({ labellingId })));
  const pictures = await repeat(5, () =>
    Promise.all(
      Array.from({ length: 200 }, () => pictureOf(studio.project, 1000 + random.int(images - 1000), 128)),
    ),
  );
  const decideOne = await repeat(10, (i) =>
    client.review.decide({ labellingId, rows: Int32Array.of(i), decision: 'accept' }),
  );
  const rows = Int32Array.from({ length: 100_000 }, (_, i) => i);
  const relabel100k: number[] = [];
  const undo100k: number[] = [];
  for (let i = 0; i < 3; i++) {
    relabel100k.push(
      await timed(() => client.review.decide({ labellingId, rows, decision: 'relabel', classId: 2 })),
    );
    undo100k.push(await timed(() => client.review.undo({ labellingId })));
  }
  for (let i = 0; i < 10; i++) await client.review.undo({ labellingId });
  return {
    ...{ images, openProject, firstOpening: first, openReview, query, search, tiles, balance, trust },
    ...{ marks, detail, plan },
    ...{ similar, map, pictures200: pictures, decideOne },
    ...{ relabel100k: timingOf(relabel100k), undo100k: timingOf(undo100k) },
  };
}

/**
 * Measures how long the estimate of right labels in a selection takes: the first time, when the whole labelling is read, and later; and how
 * long a dragged handle has to wait meanwhile.
 */
async function measureTrust(client: StudioClient, labellingId: number, choice: SelectionChoice) {
  const at = (threshold: number) => ({ labellingId, choice: { ...choice, threshold } });
  const waits: number[] = [];
  let read = false;
  const reading = timed(() => client.review.trust(at(choice.threshold))).finally(() => {
    read = true;
  });
  while (!read) waits.push(await timed(() => client.review.balance(at(0.1 + 0.01 * (waits.length % 80)))));
  const first = round(await reading);
  const found = await client.review.trust(at(choice.threshold));
  if (found === null || found === 'nothing-kept')
    throw new Error(`Nothing is said of this selection: ${found}.`);
  const again = await repeat(5, () => client.review.trust(at(choice.threshold)));
  const dragged = await repeat(10, (i) => client.review.trust(at(0.1 + 0.08 * i)));
  return {
    share: found.share,
    advice: found.advice.length,
    first,
    balanceMeanwhile: timingOf(waits),
    again,
    dragged,
  };
}

/**
 * Measures filters by star, note and folder, and by tags that few, many and half of all images have, in Review and in Label; all marks are
 * undone afterwards. The times include the first question, at which columns are read.
 */
async function measureMarks(client: StudioClient, labellingId: number, images: number) {
  const ids = await client.label.query({ view: 'unlabelled', order: 'path' });
  const share = (of: number) => ids.filter((_, i) => i % of === 0) as Int32Array<ArrayBuffer>;
  const { id: few } = await client.marks.addTag({ name: 'a hundredth' });
  const { id: many } = await client.marks.addTag({ name: 'a tenth' });
  const { id: half } = await client.marks.addTag({ name: 'a half' });
  const [hundredth, tenth] = [share(100), share(10)];
  const set = {
    star: round(await timed(() => client.marks.set({ ids: hundredth, change: { kind: 'star', on: true } }))),
    few: round(
      await timed(() => client.marks.set({ ids: hundredth, change: { kind: 'tag', tagId: few, on: true } })),
    ),
    many: round(
      await timed(() => client.marks.set({ ids: tenth, change: { kind: 'tag', tagId: many, on: true } })),
    ),
    half: round(
      await timed(() => client.marks.set({ ids: share(2), change: { kind: 'tag', tagId: half, on: true } })),
    ),
    note: round(
      await timed(() => client.marks.set({ ids: hundredth, change: { kind: 'note', note: 'Ask Ada.' } })),
    ),
  };
  const questions = {
    star: { starred: true },
    few: { tagIds: [few] },
    many: { tagIds: [many] },
    half: { tagIds: [half] },
    both: { starred: true, tagIds: [many] },
    noted: { noted: true },
    folder: { folder: 'part-0012' },
    'many in folders': { tagIds: [many], folder: 'part-00' },
    'folder of all': { folder: 'pool' },
  };
  const [review, label]: Record<string, Timing>[] = [{}, {}];
  for (const [name, pictures] of Object.entries(questions)) {
    review[name] = await repeat(8, () => client.review.query({ labellingId, filter: { pictures } }));
    label[name] = await repeat(8, () =>
      client.label.query({ view: 'unlabelled', order: 'random', pictures }),
    );
  }
  const tiles = await repeat(20, (i) =>
    client.label.tiles({ ids: ids.slice(i * 400, i * 400 + 400) as Int32Array<ArrayBuffer> }),
  );
  const order: Record<string, Timing> = {};
  for (const by of ['modified', 'star'] as const)
    order[by] = await repeat(3, () => client.label.query({ view: 'unlabelled', order: by }));
  const all = await repeat(3, () => client.label.query({ view: 'unlabelled', order: 'path' }));
  for (const _ of Object.keys(set)) await client.label.undo();
  for (const id of [few, many, half]) await client.marks.removeTag({ id });
  return { images, set, review, label, order, all, tiles };
}

async function repeat(times: number, work: (i: number) => unknown): Promise<Timing> {
  const took: number[] = [];
  for (let i = 0; i < times; i++) took.push(await timed(() => work(i)));
  return timingOf(took);
}
