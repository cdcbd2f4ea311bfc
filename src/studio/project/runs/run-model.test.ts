import { mkdirSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { weightsHash, writeCheckpoint } from '../../../files/safetensors/safetensors';
import { weightsOf } from './run-model';

const folder = mkdtempSync(join(tmpdir(), 'run-model-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A finished run whose file holds one weight. */
function finished(id: number, weight: number) {
  const checkpoint = `runs/${id}/weights.safetensors`;
  const [file, data] = [join(folder, checkpoint), Float32Array.of(weight)];
  const hash = weightsHash(new Map([['w', data]]));
  mkdirSync(join(folder, `runs/${id}`), { recursive: true });
  const metadata = { model: '{}', step: '1', weightsHash: hash };
  writeCheckpoint(file, { tensors: new Map([['w', { shape: [1], data }]]), metadata });
  return { file, run: { id, state: 'done', checkpoint, weightsHash: hash } as const };
}

const said = (run: Parameters<typeof weightsOf>[1]) => () => weightsOf({ project: { folder } }, run);
const refused = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });

describe('the weights of a finished run', () => {
  it('are its own file', () => {
    const { file, run } = finished(1, 0.5);
    expect(said(run)()).toBe(file);
    expect(said({ ...run, weightsHash: null })()).toBe(file);
  });

  it('are not those of another run, which would fit as well', () => {
    const { run } = finished(2, 0.25);
    const { weightsHash: other } = finished(3, 0.75).run;
    expect(said({ ...run, weightsHash: other })).toThrow(
      refused(
        'model-changed',
        /2\/weights\.safetensors holds other weights than those that run 2 was trained to\. Put/,
      ),
    );
  });

  it('that are lost or cut short are named, with what to do', () => {
    const [lost, cut] = [finished(4, 1), finished(5, 1)];
    rmSync(join(folder, 'runs/4'), { recursive: true });
    truncateSync(cut.file, 20);
    expect(said(lost.run)).toThrow(
      refused('model-unreadable', /run 4 cannot be read .*no such file.*Put the file back/),
    );
    expect(said(cut.run)).toThrow(refused('model-unreadable', /run 5 cannot be read .*cut short/));
  });

  it('are none before it has ended', () => {
    expect(said({ ...finished(6, 1).run, state: 'interrupted' })).toThrow(refused('run-unfinished', /Run 6/));
  });
});
