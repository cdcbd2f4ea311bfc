import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { failureOf } from '../../core/errors';
import { readCheckpoint, writeCheckpoint } from '../safetensors/safetensors';

const folder = mkdtempSync(join(tmpdir(), 'unreadable-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'weights.safetensors');
writeCheckpoint(file, {
  tensors: new Map([['w', { shape: [2], data: Float32Array.of(1, 2) }]]),
  metadata: {},
});

/** The reason why a file with these bytes cannot be read. */
function reasonOf(bytes: Uint8Array): unknown {
  const broken = join(folder, 'broken.safetensors');
  writeFileSync(broken, bytes);
  try {
    readCheckpoint(broken);
  } catch (error) {
    const { code, values } = failureOf(error);
    expect(code).toBe('checkpoint-unreadable');
    return values?.reason;
  }
  return null;
}

it('says in both languages why a file of numbers cannot be read', () => {
  const whole = readFileSync(file);
  expect(reasonOf(whole)).toBeNull();
  expect(reasonOf(whole.subarray(0, 4))).toEqual({
    en: 'it is shorter than its header',
    ko: '헤더보다 짧음',
  });
  expect(reasonOf(whole.subarray(0, -3))).toEqual({ en: 'it is cut short', ko: '중간에서 끊김' });
  const flipped = Uint8Array.from(whole);
  flipped[flipped.length - 1] ^= 1;
  expect(reasonOf(flipped)).toEqual({
    en: '"w" is damaged: its checksum differs',
    ko: '"w"이(가) 손상됨(체크섬이 다름)',
  });
});
