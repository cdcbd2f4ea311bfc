import { readFileSync, writeFileSync } from 'node:fs';

/** Resets the process's peak, so that it measures only the work that follows. It works on Linux only. */
export function restartPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Without a reset, the peak since the start of the process is an upper limit.
  }
}

/** The most memory that this process had since `restartPeak`, in bytes, including what it kept from earlier work. */
export function peakMemory(): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes !== undefined) return 1024 * Number(kilobytes);
  } catch {
    // On other systems than Linux, Node's figure is used.
  }
  return 1024 * process.resourceUsage().maxRSS;
}
