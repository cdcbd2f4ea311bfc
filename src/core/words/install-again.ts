import type { InEach } from './language';

/** Where electron-builder puts the program inside a packed one. */
const packed = /[\\/]resources[\\/]app[\\/]/i;

/**
 * What a person does about a missing or unloadable part of the program, depending on where the module that
 * needs it is (`import.meta.url`): in a packed program or in a clone.
 */
export function installAgain(moduleUrl: string): InEach<string> {
  return packed.test(moduleUrl)
    ? { en: 'Install Noisy Studio again.', ko: 'Noisy Studio를 다시 설치하세요.' }
    : {
        en: 'Run "npm run setup", then try again.',
        ko: '"npm run setup"을 실행한 뒤 다시 시도하세요.',
      };
}
