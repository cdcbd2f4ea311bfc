import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { helped } from './asked.mjs';
import { prepare } from './prepare.mjs';
import { SetupError } from './setup/log.mjs';
import { benchPython } from './verify/python.mjs';

/**
 * Measurements by name, each a program in `bench/`, with their options; those that are `beside` Python libraries get a Python with them.
 * @type {Record<string, { about: string, beside?: boolean }>}
 */
const benches = {
  augment: {
    about: 'images per second of one augmentation thread, for crops and each operation (--rounds N)',
  },
  engine: { about: 'the traced engine beside plain tfjs' },
  grid: {
    about:
      'the review of a million images: the studio’s answers, then the real window (--images N, --folder DIR, --studio: without the window)',
  },
  labelling: { about: 'what storing and opening a labelling costs (--images N)' },
  memory: { about: 'peak memory of training and inference beside PyTorch’s', beside: true },
  peers: {
    about:
      'speed beside PyTorch, Keras, onnxruntime and OpenVINO (WORD …: only contests with a word in their title, --turns N)',
    beside: true,
  },
  precision: {
    about:
      'a training step in bfloat16 and float16 beside float32 (--model NAME, --size N, --batch N, --turns N)',
  },
};
const help = `npm run bench -- NAME [OPTIONS]
${Object.entries(benches)
  .map(([each, { about }]) => `  ${each.padEnd(9)} ${about}`)
  .join('\n')}
`;

helped(help);
const [name, ...rest] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  process.stderr.write(help);
  process.exit(2);
}
const file = fileURLToPath(new URL(`../bench/${name}.ts`, import.meta.url));
// Batches are made by threads of the built program.
if (!(await prepare({ programs: name === 'peers' }))) process.exit(1);
const env = bench.beside ? { ...process.env, PYTHON: await python() } : process.env;
const { status } = spawnSync(process.execPath, ['--import', 'tsx', file, ...rest], { stdio: 'inherit', env });
process.exit(status ?? 1);

/** The Python that the environment names, or one of the bench's own. */
async function python() {
  try {
    return process.env.PYTHON ?? (await benchPython());
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof SetupError ? error.message : error.stack}\n`);
    process.exit(1);
  }
}
