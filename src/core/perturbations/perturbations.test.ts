import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { corruptionTools } from '../../data/corrupted/corruption-tools';
import { publishedSides } from '../corruptions/corruption';
import { measured } from '../corruptions/measured.fixture';
import { picture } from '../corruptions/picture.fixture';
import { changed, framesOf } from './change';
import { type PerturbationName, perturbationNames, perturbationOf } from './table';

const hashOf = (text: string) => new Uint8Array(createHash('sha256').update(text).digest());

async function sequence(size: number, perturbation: PerturbationName, name = 'a', pixels = picture(size)) {
  const frames: Uint8Array[] = [];
  for await (const frame of changed(pixels, size, { perturbation }, hashOf(name), corruptionTools))
    frames.push(frame);
  return frames;
}

interface Golden {
  readonly perturbation: PerturbationName;
  /** The number of frames in the sequence. */
  readonly frames: number;
  /** The position of this frame. */
  readonly frame: number;
  readonly size: number;
  readonly mean: [number, number, number];
  readonly deviation?: [number, number, number];
  readonly draws?: number;
  /** Row, column, red, green, blue. */
  readonly pixels?: [number, number, number, number, number][];
}

const cases: Golden[] = JSON.parse(readFileSync(new URL('golden/cases.json', import.meta.url), 'utf8'));
const of = (name: PerturbationName) => cases.filter(({ perturbation }) => perturbation === name);
const drawn = perturbationNames.filter((name) => of(name).some(({ deviation }) => deviation));
const certain = perturbationNames.filter((name) => of(name).some(({ pixels }) => pixels));

describe('beside NumPy, SciPy, scikit-image and OpenCV with the released parameters', () => {
  it('covers all ten', () => {
    expect([...certain, ...drawn].sort()).toEqual([...perturbationNames].sort());
    expect(perturbationNames.length).toBe(10);
  });

  it.each(certain)('%s gives the same pixels in the same frames', async (name) => {
    for (const size of publishedSides) {
      const sequenceOf = await sequence(size, name);
      for (const { frames, frame, mean, pixels = [] } of of(name).filter((each) => each.size === size)) {
        const place = `${size} pixels, frame ${frame}`;
        expect(sequenceOf.length, place).toBe(frames);
        const image = sequenceOf[frame];
        measured(image, picture(size)).forEach((value, i) => {
          expect(Math.abs(value - mean[i]), place).toBeLessThan(0.05);
        });
        for (const [y, x, ...values] of pixels) {
          const own = image.subarray((y * size + x) * 3, (y * size + x) * 3 + 3);
          const away = Math.max(...values.map((value, c) => Math.abs(value - own[c])));
          expect(away, `${place}, ${x} ${y}`).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  it.each(drawn)('%s has the same mean, deviation and distance', async (name) => {
    for (const size of publishedSides) {
      const count = size === 224 ? 4 : 24;
      const all = await Promise.all(
        Array.from({ length: count }, (_, draw) => sequence(size, name, `draw ${draw}`)),
      );
      for (const { frames, frame, mean, deviation = [0, 0, 0], draws = 1 } of of(name).filter(
        (each) => each.size === size,
      )) {
        const sums = [0, 0, 0];
        for (const sequenceOf of all) {
          expect(sequenceOf.length).toBe(frames);
          measured(sequenceOf[frame], picture(size)).forEach((value, i) => {
            sums[i] += value / count;
          });
        }
        sums.forEach((own, i) => {
          // Both sides are means over draws, and the deviation itself is estimated from a few of them.
          const error = deviation[i] * Math.sqrt(1 / count + 1 / draws);
          const place = `${['mean', 'deviation', 'distance'][i]} at ${size} pixels, frame ${frame}`;
          expect(Math.abs(own - mean[i]), place).toBeLessThan(4.5 * error + 0.25);
        });
      }
    }
  });
});

describe('every perturbation', () => {
  /** The frame that shows the image unchanged, at 32 pixels. */
  const clean: Partial<Record<PerturbationName, number>> = {
    'gaussian-noise': 0,
    'shot-noise': 0,
    'zoom-blur': 0,
    brightness: 15,
    translate: 7,
    rotate: 15,
    scale: 15,
  };

  it.each(Object.entries(clean))('%s has the image as it is among its frames', async (name, frame) => {
    const frames = await sequence(32, name as PerturbationName);
    expect(frames[frame]).toEqual(picture(32));
  });

  it.each(perturbationNames)('%s makes the same frames of the same image, and keeps it', async (name) => {
    const pixels = picture(40);
    const [once, again, other] = [
      await sequence(40, name, 'a', pixels),
      await sequence(40, name, 'a', pixels),
      await sequence(40, name, 'b', pixels),
    ];
    expect(once).toEqual(again);
    if (drawn.includes(name)) expect(other).not.toEqual(once);
    else expect(other).toEqual(once);
    expect(pixels).toEqual(picture(40));
    // No two frames share memory, so whoever receives a frame may change it.
    expect(new Set(once.map(({ buffer }) => buffer)).size).toBe(once.length);
  });

  it.each(perturbationNames)('%s takes images of any size, black, white and grey ones', async (name) => {
    for (const size of [1, 2, 3, 8, 28, 90])
      for (const level of [0, 128, 255]) {
        const frames = await sequence(size, name, 'a', new Uint8Array(size * size * 3).fill(level));
        expect(frames.length).toBe(framesOf({ perturbation: name }, size));
        for (const frame of frames) expect(frame.length).toBe(size * size * 3);
      }
  });

  it.each(perturbationNames.filter((name) => perturbationOf(name).compared === 'previous'))(
    '%s changes little from frame to frame, and in the end much',
    async (name) => {
      const frames = await sequence(64, name);
      const steps = frames.slice(1).map((frame, i) => measured(frame, frames[i])[2]);
      const whole = measured(frames[frames.length - 1], frames[0])[2];
      expect(whole).toBeGreaterThan(1.2 * (steps.reduce((sum, step) => sum + step, 0) / steps.length));
    },
  );
});

it('a clean image and a corrupted one are sequences of one frame', async () => {
  const pixels = picture(32);
  for (const change of [null, { corruption: 'fog', severity: 3 }] as const) {
    const frames: Uint8Array[] = [];
    for await (const frame of changed(pixels, 32, change, hashOf('a'), corruptionTools)) frames.push(frame);
    expect(frames.length).toBe(framesOf(change, 32));
    expect(frames.length).toBe(1);
    if (change) expect(frames[0]).not.toEqual(pixels);
    else expect(frames[0]).toEqual(pixels);
  }
});
