import { userInfo } from 'node:os';

/** The name under which the system knows the person who labels and reviews. */
export function person(): string {
  try {
    return userInfo().username || 'person';
  } catch {
    // A container may run under a user id without a name.
    return 'person';
  }
}
