import { userInfo } from 'node:os';

/** Who labels and reviews here: the name under which the system knows the person. */
export function person(): string {
  try {
    return userInfo().username || 'person';
  } catch {
    // A container may run under a number without a name.
    return 'person';
  }
}
