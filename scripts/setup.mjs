import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { electron } from './setup/electron.mjs';
import { note, SetupError, table } from './setup/log.mjs';
import { checkNode } from './setup/node-version.mjs';
import { packages } from './setup/packages.mjs';
import { sqlite } from './setup/sqlite.mjs';
import { tensorflow } from './setup/tensorflow.mjs';

const needed = [packages, tensorflow, sqlite];
const everything = [...needed, electron];

/**
 * Brings every piece that is missing: npm packages, TensorFlow, SQLite, and (for the window) Electron. Idempotent; seconds when all
 * is there. A piece that is `soft` is warned about, not failed on.
 */
export async function setup({ pieces = needed, soft = [], ...options } = {}) {
  checkNode();
  for (const piece of [...pieces, ...soft]) {
    try {
      if (!piece.check(options).ready) await piece.install(options);
    } catch (error) {
      if (!soft.includes(piece)) throw error;
      note(`${piece.title} is not there: ${error.message}`);
    }
  }
}

/** Every piece with its version, where it came from and its state; true when all that is needed is there. */
function check(options) {
  checkNode();
  const rows = everything.map((piece) => ({ piece, ...piece.check(options) }));
  const lines = rows.map(({ piece, version, from, ready }) => [
    piece.title,
    version,
    from,
    ready ? 'ready' : 'missing',
  ]);
  const node = ['Node', process.versions.node, process.execPath, 'ready'];
  process.stdout.write(`${table(['piece', 'version', 'from', 'state'], [node, ...lines])}\n`);
  return rows.every(({ ready }) => ready);
}

const help = `npm run setup -- [options]
  --check                  say what is there; change nothing
  --runtime auto|cpu|cuda  which TensorFlow (auto: cuda where nvidia-smi answers)
  --official               use the package's own TensorFlow installer
`;

async function main() {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean' },
      runtime: { type: 'string', default: 'auto' },
      official: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return process.stdout.write(help);
  if (!['auto', 'cpu', 'cuda'].includes(values.runtime))
    throw new SetupError(`--runtime is auto, cpu or cuda.\n${help}`);
  if (values.check) {
    process.exitCode = check(values) ? 0 : 1;
    return;
  }
  await setup({ pieces: everything, ...values });
  note('Everything is there.');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error) => {
    process.stderr.write(
      `setup: ${error instanceof SetupError || error.code?.startsWith('ERR_PARSE_ARGS') ? error.message : error.stack}\n`,
    );
    process.exitCode = 1;
  });
}
