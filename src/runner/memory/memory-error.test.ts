import { describe, expect, it } from 'vitest';
import { codeOf, StudioError, studioError } from '../../core/errors';
import { tellsOutOfMemory, withMemoryCode } from './memory-error';

const session = (message: string) =>
  new StudioError('session-run', `Running "train" failed: ${message}`, { cause: new Error(message) });

describe('an error of the engine', () => {
  // These are the messages of TensorFlow 2.21, libstdc++, V8 and Node.
  it.each([
    session(
      'OOM when allocating tensor with shape[512,112,112,96] and type float on /job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc',
    ),
    session('2 root error(s) found.\n  (0) RESOURCE_EXHAUSTED: failed to allocate memory'),
    session('CUDA_ERROR_OUT_OF_MEMORY: out of memory'),
    new Error('std::bad_alloc'),
    new RangeError('Array buffer allocation failed'),
    new Error('spawn ENOMEM'),
    new Error('The engine failed', { cause: session('OOM when allocating tensor') }),
  ])('is known as one of memory: %s', (error) => {
    const known = withMemoryCode(error) as StudioError;
    expect(known.code).toBe('out-of-memory');
    expect(known.message).toMatch(/smaller batch/);
    expect(known.message).not.toMatch(/tensor|alloc/);
  });

  it.each([
    session('Incompatible shapes: [2,3] vs. [4,3]'),
    new StudioError('loss-not-finite', 'The loss became NaN at step 1.'),
    new Error('ROOM for improvement'),
    studioError('memory-short', {
      model: 'b0',
      size: 64,
      batch: 1,
      needed: '1 GB',
      free: '0 GB',
      others: '',
    }),
  ])('stays what it is where it is of another kind: %s', (error) => {
    expect(withMemoryCode(error)).toBe(error);
  });

  it('is known by the last words of a process', () => {
    expect(
      tellsOutOfMemory('FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'),
    ).toBe(true);
    expect(tellsOutOfMemory("terminate called after throwing an instance of 'std::bad_alloc'")).toBe(true);
    expect(tellsOutOfMemory('oneDNN custom operations are on.')).toBe(false);
    expect(codeOf(withMemoryCode('no error'))).toBe('failed');
  });
});
