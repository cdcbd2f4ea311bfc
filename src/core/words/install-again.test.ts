import { expect, it } from 'vitest';
import { installAgain } from './install-again';

it('tells a packed program from a clone', () => {
  const packed = 'file:///opt/Noisy%20Studio/resources/app/out/main/engine.mjs';
  expect(installAgain(packed).en).toBe('Install Noisy Studio again.');
  expect(installAgain(import.meta.url).en).toContain('npm run setup');
});
