import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import wabt from 'wabt';

it('kernels-module.ts holds what kernels.wat says', async () => {
  const text = readFileSync(new URL('./kernels.wat', import.meta.url), 'utf8');
  const parsed = (await wabt()).parseWat('kernels.wat', text, { simd: true });
  parsed.validate();
  const bytes = Buffer.from(parsed.toBinary({}).buffer).toString('base64');
  const lines = [
    '/** `kernels.wat`, compiled: `kernels.test.ts` writes it. */',
    'export const kernelsModule =',
    `  '${bytes}';`,
  ];
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./kernels-module.ts');
});
