#!/usr/bin/env node
// As a whole: the name used below is younger than some Node that must get as far as to be told that it is too old.
import os from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './prepare.mjs';
import { isMain, root } from './setup/paths.mjs';

/** The command line in this process, so that signals and exit codes are its own; set up and built before where that is needed. */
export async function noisyStudio(argv) {
  // Images are decoded in libuv's threads: as many as there are cores, read when the first one starts.
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
 * A program; null, and a sentence, where fewer files may be open than Node opens to read its modules: some three hundred at once.
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

/** Where a package.json could not be opened, Node says that there is no such module. */
function isShortOfFiles({ code }) {
  if (code === 'EMFILE' || code === 'ENFILE') return true;
  const report = /** @type {any} */ (process.report?.getReport());
  return code === 'ERR_MODULE_NOT_FOUND' && Number(report?.userLimits?.open_files?.soft) < 512;
}

if (isMain(import.meta.url)) await noisyStudio(process.argv.slice(2));
