import { describe, expect, it } from 'vitest';
import type { JobView } from '../../../contract';
import { systemNotice } from './system-notice';

const job: JobView = {
  ...{
    id: 1,
    kind: 'experiment',
    subject: 'demo',
    status: 'done',
    stage: null,
    progress: null,
    experimentId: 1,
  },
  ...{ startedAt: 1000, finishedAt: 61_000, failure: null, notes: [], output: null },
};

describe('the system’s notice', () => {
  it('says whether a person is waited for', () => {
    expect(systemNotice(job, 'done')).toBe('Done.');
    expect(systemNotice(job, 'review')).toMatch(/your review/);
    expect(systemNotice({ ...job, experimentId: null }, null)).toBe('Done.');
  });

  it('gives the reason of a failure', () => {
    const failure = { code: 'engine-died', message: 'It ended.' };
    expect(systemNotice({ ...job, status: 'failed', failure }, 'failed')).toMatch(/^Stopped\. ./);
  });

  it('is not given for what was short or ended on purpose', () => {
    expect(systemNotice({ ...job, finishedAt: 2000 }, 'done')).toBeNull();
    expect(systemNotice({ ...job, startedAt: null }, null)).toBeNull();
    expect(systemNotice({ ...job, status: 'cancelled' }, 'cancelled')).toBeNull();
  });
});
