import { main } from './index';

/** The command line of the packed app; from a clone, `scripts/noisy-studio.mjs` sets up first. */
await main(process.argv.slice(2));
