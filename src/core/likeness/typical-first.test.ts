import { expect, it } from 'vitest';
import { typicalFirst } from './typical-first';

const cluster = (labelled: number, ...images: number[]) => ({ labelled, images: Int32Array.from(images) });

it('takes the first image of each cluster before the second of any, and of clusters with labels later', () => {
  expect([...typicalFirst([cluster(0, 1, 2, 3), cluster(0, 4), cluster(0, 5, 6)])]).toEqual([
    1, 4, 5, 2, 6, 3,
  ]);
  expect([...typicalFirst([cluster(2, 1, 2), cluster(0, 4, 5, 6, 7), cluster(1, 8)])]).toEqual([
    ...[4, 5, 8, 1, 6, 2, 7],
  ]);
});

it('gives nothing where nothing is open, and is quick where labels are many', () => {
  expect([...typicalFirst([])]).toEqual([]);
  expect([...typicalFirst([cluster(3)])]).toEqual([]);
  expect([...typicalFirst([cluster(2_000_000_000, 7), cluster(5, 9)])]).toEqual([9, 7]);
});
