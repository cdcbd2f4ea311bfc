import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyGraphs } from './exports-graphs';
import { verifyPictures } from './exports-pictures';

/** The program of `npm run verify -- exports`. Its first arguments are a Python with the programs that open exports, and one with timm. */
const [python, torch, ...rest] = process.argv.slice(2);
const { values } = parseArgs({
  args: rest,
  options: {
    images: { type: 'string' },
    size: { type: 'string', default: '64' },
    steps: { type: 'string', default: '250' },
    only: { type: 'string' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'verify-exports-'));
try {
  let wrong = 0;
  if (values.only !== 'pictures') wrong += verifyGraphs(folder, { python, torch });
  if (values.only !== 'graphs')
    wrong += await verifyPictures(folder, python, {
      images: values.images ? resolve(values.images) : null,
      size: Number(values.size),
      steps: Number(values.steps),
    });
  process.stdout.write(wrong === 0 ? 'All exports are right.\n' : `${wrong} wrong.\n`);
  process.exitCode = wrong === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
