import { writeFileSync } from 'node:fs';

/** The priority for being ended when memory runs out, of 1,000: before every process that did not ask for the same. */
const first = 1000;

/**
 * Tells the system to end a process that was just started before the studio or another program when memory runs out. It is told by who
 * started it, since the process itself takes memory before it could. Linux only.
 */
export function goesFirst(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, `${first}\n`);
  } catch {
    // On other systems, or without permission, the system ends the largest process, which is mostly this one.
  }
}
