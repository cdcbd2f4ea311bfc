import { codeOf, StudioError, studioError } from '../../core/errors';

/**
 * The messages of TensorFlow, oneDNN, the C++ library and V8 for a failed allocation; none of them has an
 * error code for it.
 */
const saysOutOfMemory =
  /\bOOM\b|out of memory|out_of_memory|resource[ _]?exhausted|bad_alloc|cannot allocate memory|failed to allocate|array buffer allocation failed|allocation failed - javascript heap|\bENOMEM\b/i;

/** Whether an error, or the last output of a process, says that memory ran out, whatever its code. */
export function tellsOutOfMemory(told: unknown): boolean {
  if (codeOf(told) === 'out-of-memory') return true;
  if (typeof told === 'string') return saysOutOfMemory.test(told);
  if (!(told instanceof Error)) return false;
  // A StudioError's own sentence may mention memory without being such an error; its cause has the library's
  // message.
  const own = told instanceof StudioError && told.code === 'memory-short' ? '' : told.message;
  return saysOutOfMemory.test(own) || (told.cause !== undefined && tellsOutOfMemory(told.cause));
}

/** Returns `out-of-memory` for an error that says that memory ran out, and any other error unchanged. */
export function withMemoryCode(error: unknown): unknown {
  if (!tellsOutOfMemory(error) || codeOf(error) === 'out-of-memory') return error;
  return studioError('out-of-memory', {}, { cause: error });
}
