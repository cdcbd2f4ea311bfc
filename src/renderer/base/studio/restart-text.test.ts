import { expect, it } from 'vitest';
import type { JobView } from '../../../contract';
import { restartText } from './restart-text';

const job = (kind: JobView['kind'], subject: string, finishedAt: number | null = null): JobView => ({
  ...{ id: 1, kind, subject, status: 'running', stage: null, progress: null, experimentId: null },
  ...{ startedAt: 1000, finishedAt, failure: null, notes: [], output: null },
});

it('a studio that died promises to resume nothing but what can be resumed', () => {
  const help = 'It had stopped unexpectedly. Nothing that was saved is lost.';
  expect(restartText([])).toBe(help);
  expect(restartText([job('predict', 'holidays', 2000)])).toBe(help);
  expect(restartText([job('export-labels', 'labels.csv'), job('predict', 'holidays')])).toBe(
    `${help} Ended with it, and can be started again: Export labels.csv, Predict holidays.`,
  );
  expect(restartText([job('experiment', 'first try'), job('export-model', 'm.onnx')])).toBe(
    `${help} Interrupted, and can be resumed: Experiment first try. Ended with it, and can be started again: Export m.onnx.`,
  );
});
