/**
 * Limits glibc's memory pools in an engine's process. By default, threads that allocate at the same moment get pools of their own, up to
 * eight a processor, and each keeps what its threads have freed: the peak of the same work then differs by a half, and most on a machine
 * that has other work (`runner/memory/memory-estimate.test.ts`). Other C libraries ignore the variable.
 */
export const allocatorEnvironment = { MALLOC_ARENA_MAX: '2' } as const;
