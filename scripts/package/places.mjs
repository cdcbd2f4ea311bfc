import { join } from 'node:path';
import { root } from '../setup/paths.mjs';

/** The window's program; the command line is `bin/noisy-studio` beside it. */
export const executable = 'noisy-studio-desktop';

export const output = join(root, 'dist');
export const unpacked = join(output, 'linux-unpacked');
export const icons = join(output, '.icons');
/** Licences of all that is packed: `THIRD-PARTY.txt`, and TensorFlow's own list. */
export const notices = join(output, '.notices');
/** Wheels of the built-in weights, which the packed app contains. */
export const weights = join(output, '.weights');
/** The Node that the packed app contains. */
export const node = join(output, '.node', 'node');
