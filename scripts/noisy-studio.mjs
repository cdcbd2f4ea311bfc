#!/usr/bin/env node
// The module is imported as a whole, because older versions of Node lack the name used below and must still get far enough to report that
// they are too old.
import os from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './prepare.mjs';
import { isMain, root } from './setup/paths.mjs';

/** Runs the command line in this process, so that signals and exit codes are its own; sets up and builds it first if needed. */
export async function noisyStudio(argv) {
  // Images are decoded in libuv's threads, whose number is read when the first one starts: there should be one for each core.
  process.env.UV_THREADPOOL_SIZE ??= String(Math.max(4, os.availableParallelism?.() ?? 0));
  if (!(await prepare())) {
    process.exitCode = 1;
    return;
  }
  const program = await loaded(join(root, 'out', 'main', 'cli.js'));
  if (program) await program.main(argv);
  else process.exitCode = 1;
}

/**
 * Imports a program. If fewer files may be open than Node opens at once to read its modules (some three hundred), it prints a sentence
 * about that and returns null.
 * @param {string} path
 */
export async function loaded(path) {
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    if (!isShortOfFiles(error)) throw error;
    process.stderr.write(
      'noisy-studio: Too few files may be open at once for the program to be read. Allow more with "ulimit -n 4096" or by whoever set the limit, then try again.\n',
    );
    return null;
  }
}

/** If Node cannot open a package.json, it reports that the module does not exist. */
function isShortOfFiles({ code }) {
  if (code === 'EMFILE' || code === 'ENFILE') return true;
  const report = /** @type {any} */ (process.report?.getReport());
  return code === 'ERR_MODULE_NOT_FOUND' && Number(report?.userLimits?.open_files?.soft) < 512;
}

if (isMain(import.meta.url)) await noisyStudio(process.argv.slice(2));
