/** The parts of Node's `process` that are used; tests pass their own. */
export type Asked = Pick<NodeJS.Process, 'platform' | 'ppid' | 'kill'>;

/**
 * Whether the parent that started this process has ended. An orphaned process gets another parent, except on
 * Windows, where it keeps the id of the dead one.
 */
export function isGone(parent: number, system: Asked = process): boolean {
  if (system.platform !== 'win32') return system.ppid !== parent;
  try {
    system.kill(parent, 0);
    return false;
  } catch (error) {
    // A process that may not be signalled still exists.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
