import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { architecture } from '../network/arch';
import { layoutOf } from '../network/layers';
import { bytesOf, inferencePart, largestBatch, leastPart, trainingNeed, usableShare } from './memory';

const gigabyte = 2 ** 30;
const b0 = layoutOf(architecture('b0'), 10);

describe('the memory that work needs', () => {
  it('grows with the area of the images and with each copy of a weight', () => {
    const [small, large] = [112, 224].map((size) => trainingNeed(b0, size, 2));
    expect(large.perImage / small.perImage).toBeGreaterThan(3.8);
    expect(large.perImage / small.perImage).toBeLessThan(4.2);
    expect(trainingNeed(b0, 112, 4).fixed).toBeGreaterThan(small.fixed);
  });
});

/** The cells of the row of docs/gpu.md whose first cell is `name`. */
const page = readFileSync(new URL('../../../docs/gpu.md', import.meta.url), 'utf8');
const rowOf = (name: string) => {
  const line = page.split('\n').find((each) => each.startsWith(`| ${name} |`)) ?? '';
  return line
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
};

describe('gradient checkpointing', () => {
  it.each([
    ['b0', 224],
    ['b4', 380],
    ['b7', 600],
    ['l2', 475],
  ] as const)('takes of %s at %i what the page says, and mixed precision as well', (arch, size) => {
    const layout = layoutOf(architecture(arch), 1000);
    const ways = [{}, { width: 2 }, { recompute: true }, { recompute: true, width: 2 }] as const;
    const said = ways.map((way) => bytesOf(trainingNeed(layout, size, 4, way), leastPart) / usableShare);
    expect(rowOf(`${arch.toUpperCase()}, ${size}`)).toEqual(
      said.map((bytes) => `${(bytes / 1e9).toFixed(1)} GB`),
    );
  });
});

describe('the largest batch', () => {
  const need = { fixed: gigabyte, perImage: gigabyte / 64 };

  it('is the one asked for where that fits', () => {
    expect(largestBatch(need, 8 * gigabyte, 32)).toBe(32);
  });

  it('is what the free memory holds, which it never exceeds', () => {
    const batch = largestBatch(need, 2 * gigabyte, 500);
    expect(batch).toBe(51);
    expect(bytesOf(need, batch)).toBeLessThanOrEqual(2 * gigabyte * usableShare);
    expect(bytesOf(need, batch + 1)).toBeGreaterThan(2 * gigabyte * usableShare);
  });

  it('is none where not one image fits', () => {
    expect(largestBatch(need, gigabyte, 500)).toBe(0);
    expect(largestBatch(need, 0, 500)).toBe(0);
  });

  it('is none for the paper’s largest network on a workstation', () => {
    const l2 = layoutOf(architecture('l2'), 1000);
    expect(largestBatch(trainingNeed(l2, 475, 4), 24 * gigabyte, 2048)).toBe(0);
  });
});

describe('a part of a batch of predictions', () => {
  it('is the same work for each core, whatever the network and the images', () => {
    const part = inferencePart(b0, 224, 2);
    expect(inferencePart(b0, 224, 4)).toBeGreaterThan(1.8 * part);
    expect(inferencePart(b0, 112, 2)).toBeGreaterThan(3.5 * part);
    expect(inferencePart(layoutOf(architecture('l2'), 1000), 475, 2)).toBe(1);
  });
});
