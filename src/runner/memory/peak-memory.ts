import { readFileSync, writeFileSync } from 'node:fs';

/** Forgets the process's peak, so that the next one is that of the work which follows. Elsewhere than on Linux it stays. */
export function restartPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // The peak since the start of the process is an upper limit of it.
  }
}

/** Most memory that this process had since `restartPeak`, in bytes; what it kept of earlier work counts. */
export function peakMemory(): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes !== undefined) return 1024 * Number(kilobytes);
  } catch {
    // No Linux: what Node knows.
  }
  return 1024 * process.resourceUsage().maxRSS;
}
