import { writeFileSync } from 'node:fs';

/**
 * The kernel's score for killing a process when memory runs out, at most 1,000: this process goes before all that do not have the same
 * score.
 */
const first = 1000;

/**
 * Makes the system kill a process that was just started, rather than the studio or another program, when memory runs out. The parent sets
 * this, because the process takes memory before it could do so itself. Linux only.
 */
export function goesFirst(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, `${first}\n`);
  } catch {
    // On other systems, or without permission, the system kills the largest process, which is usually this one.
  }
}
