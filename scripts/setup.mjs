import { parseArgs } from 'node:util';
import { keyOf, sweep } from './setup/cache.mjs';
import { electron } from './setup/electron.mjs';
import { withLock } from './setup/lock.mjs';
import { note, SetupError, table } from './setup/log.mjs';
import { checkNode } from './setup/node-version.mjs';
import { packages } from './setup/packages.mjs';
import { cacheFolder, isMain, root } from './setup/paths.mjs';
import { sharp } from './setup/sharp.mjs';
import { sqlite } from './setup/sqlite.mjs';
import { tensorflow } from './setup/tensorflow.mjs';
import { requireTools } from './setup/tools.mjs';
import { weights } from './setup/weights.mjs';

/**
 * What a person asked of the set-up: `runtime` auto, cpu or cuda; `chosen` where he named it; `official` for the npm package's own
 * installer of TensorFlow; `fresh` to try a piece out again though it worked before.
 * @typedef {{ runtime?: string, chosen?: boolean, official?: boolean, fresh?: boolean }} Options
 *
 * @typedef {object} Piece
 * @property {string} title
 * @property {boolean} [optional]  the command line works without it
 * @property {(options?: Options) => { version: string, from: string, ready: boolean, why: string | null }} check
 * @property {(options?: Options) => string[]} [tools]  commands that the machine must have to install it
 * @property {(options?: Options) => Promise<void>} install
 */

/** What the command line needs, in the order in which they build on each other; then what the window needs besides. */
/** @type {Piece[]} */
export const needed = [packages, sharp, tensorflow, sqlite];
/** @type {Piece[]} */
export const everything = [...needed, electron];

/**
 * Brings every piece that is missing: npm packages, TensorFlow, SQLite, and (for the window) Electron. Idempotent; well under a
 * second when all is there. An optional piece is warned about, not failed on. True when all `pieces` are there.
 * @param {{ pieces?: Piece[] } & Options} [asked]
 */
export async function setup({ pieces = needed, ...options } = {}) {
  checkNode();
  const missing = () => pieces.filter((piece) => !piece.check(options).ready);
  if (missing().length === 0) return true;
  // All that the machine lacks, told at once and before anything is fetched.
  requireTools(missing().flatMap((piece) => piece.tools?.(options) ?? []));
  return locked(async () => {
    sweep();
    let all = true;
    // Asked again before each: a piece builds on those before it, and another set-up may have been at work meanwhile.
    for (const piece of pieces) if (!piece.check(options).ready) all = (await install(piece, options)) && all;
    return all;
  });
}

async function install(piece, options) {
  try {
    await piece.install(options);
    return true;
  } catch (error) {
    if (!piece.optional || !(error instanceof SetupError)) throw error;
    const who = piece === electron ? ' (only the window needs it)' : '';
    note(`${piece.title} is not ready${who}: ${error.message}`);
    return false;
  }
}

/** One at a time changes a clone: set-up and build. */
export function locked(work) {
  return withLock(`${cacheFolder()}/locks/${keyOf(root)}`, work);
}

/** Every piece with its version, where it came from and its state; true when all that is needed is there. */
function check() {
  checkNode();
  const found = [...everything, weights].map((piece) => ({ piece, ...piece.check({ fresh: true }) }));
  const rows = found.map(({ piece, version, from, ready, why }) => [
    piece.title,
    version,
    from,
    ready ? 'ready' : `${why}${piece === electron ? ' (only the window needs it)' : ''}`,
  ]);
  const node = ['Node', process.versions.node, process.execPath, 'ready'];
  process.stdout.write(`${table(['piece', 'version', 'from', 'state'], [node, ...rows])}\n`);
  return found.every(({ piece, ready }) => ready || piece.optional);
}

const help = `npm run setup -- [options]
  --check                  say what is there and try it out; change nothing
  --runtime auto|cpu|cuda  which TensorFlow (auto: cuda where nvidia-smi answers); a choice is kept
  --official               use the npm package's own TensorFlow installer
  --weights                fetch the pretrained weights too (57 MB; else they are fetched when they are first used)
`;

async function main() {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean' },
      runtime: { type: 'string' },
      official: { type: 'boolean' },
      weights: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const { runtime, official } = values;
  if (values.help) return process.stdout.write(help);
  if (runtime !== undefined && !['auto', 'cpu', 'cuda'].includes(runtime))
    throw new SetupError(`--runtime is auto, cpu or cuda, not "${runtime}".\n${help}`);
  if (values.check) {
    process.exitCode = check() ? 0 : 1;
    return;
  }
  const chosen = runtime !== undefined;
  const pieces = values.weights ? [...everything, weights] : everything;
  const all = await setup({ pieces, runtime: runtime ?? 'auto', chosen, official });
  if (all) note('Everything is there.');
}

if (isMain(import.meta.url)) {
  main().catch((error) => {
    const isPlain = error instanceof SetupError || error.code?.startsWith('ERR_PARSE_ARGS');
    process.stderr.write(`setup: ${isPlain ? error.message : error.stack}\n`);
    process.exitCode = 1;
  });
}
