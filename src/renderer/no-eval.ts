import { config } from 'zod';

// Must be imported before any schema is made: zod must not compile schemas, because the window's content
// security policy forbids code made from text.
config({ jitless: true });
