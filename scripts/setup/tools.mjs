import { SetupError } from './log.mjs';
import { exists } from './run.mjs';

/** The tools that must be on the machine, by the names of their Debian packages. */
const tools = {
  'python3-pip': () => exists('python3', ['-m', 'pip', '--version']),
  python3: () => exists('python3'),
  'g++': () => exists('g++'),
  make: () => exists('make'),
};

/** Throws an error with one sentence that names every missing tool and says how to get them. */
export function requireTools(names, found = (name) => tools[name]()) {
  const missing = [...new Set(names)].filter((name) => !found(name));
  if (missing.length === 0) return;
  const instead = missing.includes('python3-pip')
    ? '\nOr let the npm package fetch an older TensorFlow by itself: npm run setup -- --official'
    : '';
  throw new SetupError(
    `Missing on this machine: ${missing.map((name) => titles[name]).join(', ')}. On Debian or Ubuntu: ${sudo()}apt-get install -y ${missing.join(' ')}${instead}`,
  );
}

const titles = { 'python3-pip': 'Python with pip', python3: 'Python', 'g++': 'a C++ compiler', make: 'make' };
const sudo = () => (process.getuid?.() === 0 ? '' : 'sudo ');
