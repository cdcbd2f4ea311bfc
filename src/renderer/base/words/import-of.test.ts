import { expect, it } from 'vitest';
import { importOf } from './import-of';

const job = (id: number, kind: 'import' | 'evaluate', finishedAt: number | null = null) => ({
  id,
  kind,
  finishedAt,
});

it('of two folders that were added together, the one that is read is named, and not the one that waits', () => {
  expect(importOf([job(2, 'import'), job(1, 'import')])?.id).toBe(1);
  expect(importOf([job(3, 'import'), job(2, 'import'), job(1, 'import', 5)])?.id).toBe(2);
});

it('other jobs bring no images', () => {
  expect(importOf([job(2, 'evaluate'), job(1, 'import', 5)])).toBeNull();
});
