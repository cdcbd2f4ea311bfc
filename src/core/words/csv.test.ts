import { expect, it } from 'vitest';
import { csvText } from './csv';

it('quotes what has to be, and makes no formula of a name', () => {
  const rows = [
    { name: 'a, "b"', share: 0.5 },
    { name: '=1+1', share: null },
  ];
  expect(csvText(['name', 'share'], rows)).toBe('name,share\n"a, ""b""",0.5\n\'=1+1,\n');
});
