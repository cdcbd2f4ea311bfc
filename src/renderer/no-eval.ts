import { config } from 'zod';

// Imported before any schema is made: they must not be compiled, for the window's policy allows no code made from text.
config({ jitless: true });
