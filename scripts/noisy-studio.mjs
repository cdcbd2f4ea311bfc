#!/usr/bin/env node
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { SetupError } from './setup/log.mjs';
import { isMain, root } from './setup/paths.mjs';
import { setup } from './setup.mjs';

/** Set-up and build where they are missing or out of date, then the command line in this process. */
export async function noisyStudio(argv) {
  // Images are decoded in libuv's threads: as many as there are cores, read when the first one starts.
  process.env.UV_THREADPOOL_SIZE ??= String(Math.max(4, availableParallelism()));
  try {
    await setup();
    await build();
  } catch (error) {
    process.stderr.write(`setup: ${error instanceof SetupError ? error.message : error.stack}\n`);
    process.exitCode = 1;
    return;
  }
  const { main } = await import(pathToFileURL(join(root, 'out', 'main', 'cli.js')).href);
  await main(argv);
}

if (isMain(import.meta.url)) await noisyStudio(process.argv.slice(2));
