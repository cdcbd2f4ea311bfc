import { chooseDisplay } from './display';

// Vitest gives the test files that run at the same time different numbers.
chooseDisplay(Number(process.env.VITEST_POOL_ID));
