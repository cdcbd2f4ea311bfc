import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeDisk, whyNoDisk } from '../../e2e/limits/small-disk';
import { type CliEnd, runCli } from '../../e2e/program/built-cli';

/**
 * Runs the quick demo on a disk that becomes full again and again, at `--places` places spread over everything that it writes (`npm run
 * verify -- disk-full`). Each time the command must name the disk and say what to do; once there is a little more space, the same command
 * must continue, and must end with the weights of an undisturbed demo. Prints a line for each place.
 */
const { values } = parseArgs({ options: { places: { type: 'string', default: '20' } } });
const places = Number(values.places);

const say = (text: string) => process.stdout.write(`${text}\n`);
const hashesOf = ({ last }: CliEnd) =>
  JSON.stringify((last.models as { weightsHash: string }[] | undefined)?.map((model) => model.weightsHash));
const usedKilobytes = (folder: string) => {
  const { blocks, bfree, bsize } = statfsSync(folder);
  return Math.ceil(((blocks - bfree) * bsize) / 1024);
};

if (whyNoDisk) {
  say(`Not verified: ${whyNoDisk}.`);
  process.exit(1);
}
const disk = makeDisk(2 * 2 ** 20);
try {
  process.exitCode = (await verify()) ? 0 : 1;
} finally {
  disk.remove();
}

async function verify(): Promise<boolean> {
  const demo = (name: string) => runCli(['demo', '--quick', '--folder', join(disk.folder, name)]);
  const calm = await demo('calm');
  if (calm.code !== 0) {
    say(`The demo fails on an empty disk: ${calm.last.message}`);
    return false;
  }
  const total = usedKilobytes(disk.folder);
  const step = Math.ceil(total / (places + 1));
  say(
    `The quick demo writes ${(total / 1024).toFixed(0)} MB; the disk grows by ${(step / 1024).toFixed(1)} MB a stop.`,
  );
  // What the undisturbed demo wrote stays on the disk: only its hashes are needed, and its files serve to fill the disk.
  let size = total + Math.ceil(step / 2);
  disk.resize(size);
  let wrong = 0;
  for (let stop = 1; stop <= 10 * places; stop++) {
    const ended = await demo('stopped');
    if (ended.code === 0) {
      const same = hashesOf(ended) === hashesOf(calm);
      say(
        `${same ? 'right' : 'WRONG'}  it ends, with ${same ? 'the same' : 'other'} weights: ${hashesOf(ended)}`,
      );
      const often = stop > places;
      if (!often) say(`WRONG  it was stopped at ${stop - 1} places, not ${places}`);
      return same && wrong === 0 && often;
    }
    const clear =
      ended.last.code === 'disk-full' && /small-disk.*Free some space/s.test(ended.last.message ?? '');
    if (!clear) wrong++;
    say(
      `${clear ? 'right' : 'WRONG'}  ${stop}. at ${((size - total) / 1024).toFixed(1)} MB: ${ended.last.code ?? ended.code}: ${ended.last.message}`,
    );
    size = Math.max(size, usedKilobytes(disk.folder)) + step;
    disk.resize(size);
  }
  say('WRONG  it never ends');
  return false;
}
