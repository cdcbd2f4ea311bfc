import { codeOf, StudioError, studioError } from '../core/errors';

/** What TensorFlow, oneDNN, the C++ library and V8 say where an allocation fails; none of them has a code of its own for it. */
const saysOutOfMemory =
  /\bOOM\b|out of memory|out_of_memory|resource[ _]?exhausted|bad_alloc|cannot allocate memory|failed to allocate|array buffer allocation failed|allocation failed - javascript heap|\bENOMEM\b/i;

/** Whether an error or the last words of a process tell that memory ran out, whatever code they come with. */
export function tellsOutOfMemory(told: unknown): boolean {
  if (codeOf(told) === 'out-of-memory') return true;
  if (typeof told === 'string') return saysOutOfMemory.test(told);
  if (!(told instanceof Error)) return false;
  // A StudioError's own sentence may speak of memory; what it was caused by is what the library said.
  const own = told instanceof StudioError && told.code === 'memory-short' ? '' : told.message;
  return saysOutOfMemory.test(own) || (told.cause !== undefined && tellsOutOfMemory(told.cause));
}

/** The error as it is, or `out-of-memory` where it tells of that. */
export function withMemoryCode(error: unknown): unknown {
  if (!tellsOutOfMemory(error) || codeOf(error) === 'out-of-memory') return error;
  return studioError('out-of-memory', {}, { cause: error });
}
