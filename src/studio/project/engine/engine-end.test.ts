import { describe, expect, it } from 'vitest';
import { type End, errorOfEnd } from './engine-end';

const end = (more: Partial<End>) =>
  errorOfEnd({ code: null, signal: null, words: '', systemEnded: false, ...more });
const log = [
  'WARNING: All log messages before absl::InitializeLog() is called are written to STDERR',
  'I0000 00:00:1795725382.322233   15591 port.cc:153] oneDNN custom operations are on. You may see slightly different results.',
  '2026-11-26 20:00:00.123456: W tensorflow/core/framework/cpu_allocator_impl.cc:83] Allocation of 1 exceeds 10% of free system memory.',
].join('\n');

describe('the end of an engine', () => {
  it('is one of memory where the system ended it for that, or its last words tell', () => {
    for (const more of [
      { signal: 'SIGKILL', systemEnded: true },
      { code: 137, systemEnded: true },
      { signal: 'SIGABRT', words: "terminate called after throwing an instance of 'std::bad_alloc'" },
      {
        code: 134,
        words: 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      },
    ] as const) {
      expect(end(more).code).toBe('out-of-memory');
      expect(end(more).message).toMatch(/smaller batch, smaller images or a smaller model/);
    }
  });

  it('is a death where a person or a fault ended it', () => {
    expect(end({ signal: 'SIGKILL' }).code).toBe('engine-died');
    expect(end({ signal: 'SIGSEGV', systemEnded: true }).code).toBe('engine-died');
    expect(end({ code: 1, words: 'Error: no such file' }).message).toMatch(
      /code 1 without warning\. .* It said: Error: no such file$/,
    );
  });

  it('says nothing of what TensorFlow logs', () => {
    const { message } = end({ code: 1, words: `${log}\nthe last word\n` });
    expect(message).toMatch(/It said: the last word$/);
    expect(end({ signal: 'SIGKILL', words: log }).message).not.toMatch(/oneDNN|absl|Allocation|It said/);
  });
});
