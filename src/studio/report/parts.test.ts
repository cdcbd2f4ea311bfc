import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exactScale, extent, niceScale } from './charts/scale';
import { makeHistogram } from './facts/make-histogram';
import { contactSheetTile } from './gathering/contact-sheet-tile';
import {
  clipped,
  compact,
  count,
  duration,
  figure,
  percent,
  percentTick,
  points,
  tickLabel,
  time,
} from './page/format';
import { html } from './page/html';

describe('format', () => {
  it.each([
    [percent(0.84712, 2), '84.71 %'],
    [percent(Number.NaN), '–'],
    [points(0.0234), '+2.34'],
    [points(-0.0107), '−1.07'],
    [points(-0.00001), '±0.00'],
    [count(12_400), '12,400'],
    [count(null), '–'],
    [compact(312_410), '312 k'],
    [compact(5_300_000), '5.3 M'],
    [compact(999_960), '1.0 M'],
    [duration(83), '1 min 23 s'],
    [duration(7400), '2 h 3 min'],
    [duration(59.7), '1 min 0 s'],
    [figure(-142.7), '−143'],
    [figure(0.00001, 2), '1.0e−5'],
    [tickLabel(0.0105, 0.0005), '0.0105'],
    [tickLabel(0.5, 0.5), '0.5'],
    [tickLabel(-2000, 500), '−2,000'],
    [tickLabel(0.3, 0.1), '0.3'],
    [percentTick(0.835, 0.005), '83.5 %'],
    [percentTick(0.8, 0.2), '80 %'],
    [clipped('Ankle boot', 6), 'Ankle…'],
    [time('2025-03-08T14:05:59Z'), '2025-03-08 14:05 UTC'],
  ])('%s', (written, expected) => {
    expect(written).toBe(expected);
  });
});

describe('html', () => {
  it('escapes strings, keeps markup, joins lists and leaves nothing for what is missing', () => {
    const inner = html`<b>${'<&>'}</b>`;
    expect(html`${inner}${[1, 'a"', null]}${undefined}${false}${Number.NaN}`.text).toBe(
      '<b>&lt;&amp;&gt;</b>1a&quot;–',
    );
  });
});

describe('scales', () => {
  it('round outwards to whole ticks without errors of floating point', () => {
    const scale = niceScale([0.12, 0.78], [100, 0]);
    expect(scale.ticks).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]);
    expect([scale(0.1), scale(0.8), scale(0.45)]).toEqual([100, 0, 50]);
    expect(niceScale([0.8327, 0.8561], [0, 1]).ticks).toEqual([0.83, 0.835, 0.84, 0.845, 0.85, 0.855, 0.86]);
  });

  it('keep an exact domain with the round ticks inside', () => {
    const scale = exactScale([0, 900], [0, 90], 5);
    expect(scale.ticks).toEqual([0, 200, 400, 600, 800]);
    expect(scale(900)).toBe(90);
  });

  it('take one value, and no value', () => {
    expect(niceScale([5, 5], [0, 1]).ticks.length).toBeGreaterThan(1);
    expect(niceScale([0, 0], [0, 1]).ticks.length).toBeGreaterThan(1);
    expect(extent([null, Number.NaN, undefined])).toBeNull();
    expect(extent([3, null, -1])).toEqual([-1, 3]);
  });
});

describe('makeHistogram', () => {
  it('counts every value once, outliers in the end bins, NaN nowhere', () => {
    const values = [0, 0.05, 0.5, 0.999, 1, 7, -3, Number.NaN, Number.POSITIVE_INFINITY];
    const { parts } = makeHistogram([{ name: 'a', values }], { bins: 10, range: [0, 1] });
    expect(parts[0].counts).toEqual([3, 0, 0, 0, 0, 1, 0, 0, 0, 4]);
  });

  it('ranges over all parts but a few outliers, and holds the threshold', () => {
    const values = Float32Array.from({ length: 1001 }, (_, i) => i);
    values[0] = -1e6;
    const made = makeHistogram([{ name: 'a', values }], { include: 1200 });
    expect([made.from, made.to]).toEqual([5, 1200]);
    expect(made.parts[0].counts.reduce((a, b) => a + b, 0)).toBe(1001);
    expect(makeHistogram([{ name: 'a', values: [] }])).toMatchObject({ from: 0, to: 1 });
    expect(makeHistogram([{ name: 'a', values: [2, 2] }])).toMatchObject({ from: 1.5, to: 2.5 });
  });
});

describe('contactSheetTile', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tile-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const sizeOf = async (uri: string) => {
    const { width, height, format } = await sharp(Buffer.from(uri.split(',')[1], 'base64')).metadata();
    return { width, height, format };
  };

  it('brings small, large and turned images to at most 56 pixels', async () => {
    const make = async (width: number, height: number, orientation?: number) => {
      const file = join(folder, `${width}x${height}.jpg`);
      const image = sharp({ create: { width, height, channels: 3, background: '#d55e00' } }).jpeg();
      await (orientation ? image.withMetadata({ orientation }) : image).toFile(file);
      return sizeOf(await contactSheetTile(file));
    };
    expect(await make(28, 28)).toEqual({ width: 56, height: 56, format: 'webp' });
    expect(await make(400, 200)).toEqual({ width: 56, height: 28, format: 'webp' });
    expect(await make(402, 201, 6)).toEqual({ width: 28, height: 56, format: 'webp' });
  });

  it('rejects what is no image', async () => {
    const file = join(folder, 'text.png');
    await writeFile(file, 'no image');
    await expect(contactSheetTile(file)).rejects.toThrow(/unsupported image format/);
  });
});
