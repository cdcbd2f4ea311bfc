/** What is asked of Node; a test asks another. */
export type Asked = Pick<NodeJS.Process, 'platform' | 'ppid' | 'kill'>;

/**
 * Whether the parent that this process began with has ended. A process without a parent gets another one, but for Windows, where it
 * keeps the number of the one that is gone.
 */
export function isGone(parent: number, system: Asked = process): boolean {
  if (system.platform !== 'win32') return system.ppid !== parent;
  try {
    system.kill(parent, 0);
    return false;
  } catch (error) {
    // A process that this one may not signal is there all the same.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
