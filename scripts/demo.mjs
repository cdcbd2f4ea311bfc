import { noisyStudio } from './noisy-studio.mjs';

await noisyStudio(['demo', ...process.argv.slice(2)]);
