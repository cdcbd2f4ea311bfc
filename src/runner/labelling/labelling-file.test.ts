import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeFloat16, encodeFloat16 } from '../../core/numbers/float16';
import { Random } from '../../core/numbers/random';
import { softmax, summarise } from '../../core/selection';
import { LabellingFile, type LabellingRows, LabellingWriter, mergeLabellings } from './labelling-file';
import { SoftColumns } from './soft-labels';

const folder = mkdtempSync(join(tmpdir(), 'labelling-file-'));
const place = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const labelled = {
  ids: Int32Array.of(3, 4),
  width: 3,
  features: [Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6)],
};

/** Random outputs of a model for `images` images with ids 10, 11, …. */
function said(images: number, classes: number, features = 3): LabellingRows {
  const random = new Random(7, images, classes);
  const draw = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  const probabilities = softmax(draw(images * classes), classes);
  return {
    ids: Int32Array.from({ length: images }, (_, i) => 10 + i),
    sources: Int32Array.from({ length: images }, (_, i) => 1 + (i % 2)),
    ...summarise(probabilities, classes),
    probabilities,
    features: draw(images * features),
    scores: { energy: draw(images), distance: draw(images) },
  };
}

/** Rows `[from, to)`. */
function part(all: LabellingRows, from: number, to: number): LabellingRows {
  const images = all.ids.length;
  const cut = <T extends Int32Array | Float32Array>(values: T) =>
    values.subarray((from * values.length) / images, (to * values.length) / images) as T;
  return {
    ids: cut(all.ids),
    sources: cut(all.sources),
    predictedClass: cut(all.predictedClass as Int32Array),
    confidence: cut(all.confidence),
    margin: cut(all.margin),
    probabilities: cut(all.probabilities),
    features: cut(all.features),
    scores: Object.fromEntries(Object.entries(all.scores).map(([name, values]) => [name, cut(values)])),
  };
}

/** Writes rows in batches; returns the hash. */
function write(name: string, rows: LabellingRows, batch: number): string {
  const images = rows.ids.length;
  const classIds = Array.from({ length: rows.probabilities.length / images }, (_, c) => 100 + c);
  const writer = new LabellingWriter(place(name), {
    ...{ rows: images, classIds, features: rows.features.length / images, labelled },
    ...{ scores: Object.keys(rows.scores), limits: { energy: 0.5 } },
  });
  for (let from = 0; from < images; from += batch)
    writer.append(part(rows, from, Math.min(images, from + batch)));
  return writer.commit();
}

describe('a labelling in a file', () => {
  it('gives back every number that it was given, whatever the batches were', () => {
    const rows = said(25, 4);
    const hash = write('all', rows, 25);
    expect(write('batches', rows, 7)).toBe(hash);
    expect(readFileSync(place('batches')).equals(readFileSync(place('all')))).toBe(true);
    LabellingFile.with(place('all'), (file) => {
      expect([file.rows, file.hash, file.classIds, file.limits]).toEqual([
        ...[25, hash, [100, 101, 102, 103]],
        { energy: 0.5 },
      ]);
      expect(file.ids).toEqual(rows.ids);
      expect(file.sources).toEqual(rows.sources);
      expect(file.predictedClass).toEqual(Uint16Array.from(rows.predictedClass));
      expect([file.confidence, file.margin]).toEqual([rows.confidence, rows.margin]);
      expect([file.score('energy'), file.score('distance')]).toEqual(Object.values(rows.scores));
      expect([file.scoreNames, file.score('entropy')]).toEqual([['energy', 'distance'], null]);
      const stored = decodeFloat16(encodeFloat16(rows.probabilities));
      for (const row of [0, 13, 24]) expect(file.softLabel(row)).toEqual(stored.slice(row * 4, row * 4 + 4));
      expect(file.at(13)).toEqual({
        predictedClass: rows.predictedClass[13],
        confidence: rows.confidence[13],
        scores: { energy: rows.scores.energy[13], distance: rows.scores.distance[13] },
      });
      expect(file.features?.readNow(2, 3)).toEqual(decodeFloat16(encodeFloat16(rows.features.slice(6, 15))));
      expect(file.labelled?.ids).toEqual(labelled.ids);
      expect(file.labelled?.features.readNow(0, 2)).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
      expect([9, 10, 22, 34, 35].map((id) => file.rowOf(id))).toEqual([-1, 0, 12, 24, -1]);
    });
  });

  it('is the same file made in three parts', () => {
    const rows = said(31, 5);
    write('one', rows, 31);
    for (const [i, [from, to]] of [
      [0, 10],
      [10, 11],
      [11, 31],
    ].entries())
      write(`part-${i}`, part(rows, from, to), 4);
    const parts = [0, 1, 2].map((i) => place(`part-${i}`));
    mergeLabellings(place('merged'), parts);
    expect(readFileSync(place('merged')).equals(readFileSync(place('one')))).toBe(true);
    const unreadable = (reason: RegExp) =>
      expect.objectContaining({ code: 'labelling-unreadable', message: expect.stringMatching(reason) });
    expect(() => mergeLabellings(place('no'), [parts[1], parts[0]])).toThrow(unreadable(/does not follow/));
    write('other', part(said(31, 6), 11, 31), 4);
    expect(() => mergeLabellings(place('no'), [parts[0], place('other')])).toThrow(
      unreadable(/does not fit/),
    );
    const cut = readFileSync(parts[2]);
    cut[cut.length - 40] ^= 1;
    writeFileSync(parts[2], cut);
    expect(() => mergeLabellings(place('no'), parts)).toThrow(unreadable(/damaged/));
  });

  it('keeps the largest shares of many classes, and spreads the rest evenly', () => {
    const classes = 1500;
    const rows = said(3, classes);
    write('many', rows, 2);
    LabellingFile.with(place('many'), (file) => {
      const exact = rows.probabilities.slice(classes, 2 * classes);
      const read = file.softLabel(1);
      const largest = [...exact.keys()].sort((a, b) => exact[b] - exact[a]);
      for (const c of largest.slice(0, 512)) expect(read[c]).toBeCloseTo(exact[c], 5);
      const rest = largest.slice(512).map((c) => read[c]);
      expect(new Set(rest).size).toBe(1);
      expect(read.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      expect(rest[0]).toBeLessThan(exact[largest[511]]);
    });
  });

  it('is refused before all its rows are there', () => {
    const rows = said(5, 3);
    expect(() => write('short', part(rows, 0, 5), 5)).not.toThrow();
    const writer = new LabellingWriter(place('never'), {
      ...{ rows: 6, classIds: [1, 2, 3], features: 3, labelled: null, limits: {} },
      scores: Object.keys(rows.scores),
    });
    writer.append(rows);
    expect(() => writer.commit()).toThrow(/ends at 20 of 24 bytes/);
  });

  it.each([
    ['whole', 4],
    ['as their largest shares', 1500],
  ])('keeps what the model says of held-out images, distributions %s', (_, classes) => {
    const [rows, held] = [said(3, classes), said(5, classes)];
    const soft = new SoftColumns(5, classes);
    soft.set(0, held.probabilities.subarray(0, 2 * classes));
    soft.set(2, held.probabilities.subarray(2 * classes));
    const name = `held-${classes}`;
    const writer = new LabellingWriter(place(name), {
      ...{ rows: 3, classIds: Array.from({ length: classes }, (_, c) => c + 1), features: 3, labelled },
      ...{ scores: Object.keys(rows.scores), limits: {} },
      heldOut: { ids: held.ids, soft, scores: { energy: held.scores.energy }, by: { folds: 7 } },
    });
    writer.append(rows);
    writer.commit();
    LabellingFile.with(place(name), ({ heldOut }) => {
      expect(heldOut?.by).toEqual({ folds: 7 });
      expect(heldOut?.ids).toEqual(held.ids);
      expect([heldOut?.score('energy'), heldOut?.score('distance')]).toEqual([held.scores.energy, null]);
      for (const place of [0, 1, 2, 3, 4]) {
        const off = heldOut
          ?.distribution(place)
          .map((p, c) => Math.abs(p - held.probabilities[place * classes + c]));
        expect(off?.length).toBe(classes);
        expect(Math.max(...(off ?? [1]))).toBeLessThan(1e-3);
      }
    });
    // Merged parts do not need this column, and an earlier file has none.
    mergeLabellings(place(`${name}-merged`), [place(name)]);
    LabellingFile.with(place(`${name}-merged`), (file) => expect(file.rows).toBe(3));
    write('none', rows, 3);
    LabellingFile.with(place('none'), ({ heldOut }) => expect(heldOut).toBeNull());
  });
});
