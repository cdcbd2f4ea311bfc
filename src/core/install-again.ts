/** Where electron-builder puts the program inside a packed one. */
const packed = /[\\/]resources[\\/]app[\\/]/i;

/**
 * What a person does about a piece of the program that is missing or does not load, by where the module that misses it lies
 * (`import.meta.url`): in a packed program or in a clone.
 */
export function installAgain(moduleUrl: string): string {
  return packed.test(moduleUrl) ? 'Install Noisy Studio again.' : 'Run "npm run setup", then try again.';
}
