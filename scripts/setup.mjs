import { asked } from './asked.mjs';
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
 * What a person asked of the set-up: `runtime` is auto, cpu or cuda; `chosen` is true if the person named it; `official` asks for the npm
 * package's own installer of TensorFlow; `fresh` tests a piece again although it worked before.
 * @typedef {{ runtime?: string, chosen?: boolean, official?: boolean, fresh?: boolean }} Options
 *
 * @typedef {object} Piece
 * @property {string} title
 * @property {boolean} [optional]  the command line works without it
 * @property {(options?: Options) => { version: string, from: string, ready: boolean, why: string | null }} check
 * @property {(options?: Options) => string[]} [tools]  commands that the machine must have to install it
 * @property {(options?: Options) => Promise<void>} install
 */

/**
 * The pieces that the command line needs, in the order in which they build on each other, and then all pieces, including those for the
 * window.
 */
/** @type {Piece[]} */
export const needed = [packages, sharp, tensorflow, sqlite];
/** @type {Piece[]} */
export const everything = [...needed, electron];

/**
 * Installs every piece that is missing: npm packages, TensorFlow, SQLite, and (for the window) Electron. It is idempotent, and takes well
 * under a second if nothing is missing. An optional piece that fails only causes a warning. Returns whether all `pieces` are installed.
 * @param {{ pieces?: Piece[] } & Options} [asked]
 */
export async function setup({ pieces = needed, ...options } = {}) {
  checkNode();
  const missing = () => pieces.filter((piece) => !piece.check(options).ready);
  if (missing().length === 0) return true;
  // Everything that the machine lacks is reported at once, before anything is fetched.
  requireTools(missing().flatMap((piece) => piece.tools?.(options) ?? []));
  return locked(async () => {
    sweep();
    let all = true;
    // Each piece is checked again just before it is installed, because it builds on those before it and another set-up may have run in the
    // meantime.
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

/** Runs `work` under a lock, because only one set-up or build at a time may change a clone. */
export function locked(work) {
  return withLock(`${cacheFolder()}/locks/${keyOf(root)}`, work);
}

/** Prints every piece with its version, its origin and its state; returns whether all that are needed are installed. */
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
  const { values } = asked({
    help,
    options: {
      check: { type: 'boolean' },
      runtime: { type: 'string' },
      official: { type: 'boolean' },
      weights: { type: 'boolean' },
    },
  });
  const { runtime, official } = values;
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
    const isPlain = error instanceof SetupError;
    process.stderr.write(`setup: ${isPlain ? error.message : error.stack}\n`);
    process.exitCode = 1;
  });
}
