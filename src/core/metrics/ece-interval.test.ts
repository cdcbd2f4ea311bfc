import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { eceInterval } from './ece-interval';

/** Images predicted with a confidence of 0.6 to 1 and right less often than that by `gap`. */
function said(images: number, gap: number, seed: number) {
  const random = new Random(seed);
  const confidence = Float32Array.from({ length: images }, () => 0.6 + 0.4 * random.next());
  const predicted = Uint8Array.from(confidence, (each) => Number(random.next() < each - gap));
  return { confidence, predicted, labels: new Uint8Array(images).fill(1) };
}

describe('eceInterval', () => {
  it('holds the true error nine times of ten, and narrows with more images', () => {
    let inside = 0;
    for (let seed = 0; seed < 20; seed++) {
      const { confidence, predicted, labels } = said(2000, 0.15, seed);
      const found = eceInterval(confidence, predicted, labels);
      if (found && found.low <= 0.15 && found.high >= 0.15) inside++;
    }
    expect(inside).toBeGreaterThanOrEqual(17);
    const width = (images: number) => {
      const { confidence, predicted, labels } = said(images, 0.15, 3);
      const found = eceInterval(confidence, predicted, labels);
      return found ? found.high - found.low : Number.NaN;
    };
    expect(width(4000)).toBeLessThan(0.6 * width(400));
  });

  it('looks at each image once, however often it draws', () => {
    const { confidence, predicted, labels } = said(1000, 0.1, 5);
    let reads = 0;
    const watched = new Proxy(Array.from(confidence), {
      get: (of, name) => {
        reads++;
        return Reflect.get(of, name);
      },
    });
    expect(eceInterval(watched, predicted, labels)).toEqual(eceInterval(confidence, predicted, labels));
    expect(reads).toBeLessThanOrEqual(1001);
  });

  it('is the same for the same images, and says nothing of none', () => {
    const { confidence, predicted, labels } = said(300, 0, 9);
    expect(eceInterval(confidence, predicted, labels)).toEqual(eceInterval(confidence, predicted, labels));
    expect(eceInterval([], [], [])).toBeNull();
  });
});
