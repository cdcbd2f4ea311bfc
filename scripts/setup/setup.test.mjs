import { describe, expect, it } from 'vitest';
import { SetupError, sizeText, table } from './log.mjs';
import { checkNode } from './node-version.mjs';
import { requireTools } from './tools.mjs';

describe('the Node version', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s will do', (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });
  it.each(['20.18.9', '18.20.4', '16.0.0'])('%s is refused with what is needed', (version) => {
    expect(() => checkNode(version)).toThrow(SetupError);
    expect(() => checkNode(version)).toThrow(`Node 20.19 or newer is needed, and this is ${version}`);
  });
});

it('sizes are told in the unit that fits', () => {
  expect([27_815_936, 2 * 1024 ** 3].map(sizeText)).toEqual(['26.5 MB', '2.0 GB']);
});

it('a table keeps its columns under each other', () => {
  expect(
    table(
      ['piece', 'state'],
      [
        ['TensorFlow', 'ready'],
        ['npm', 'missing'],
      ],
    ),
  ).toBe('piece        state\nTensorFlow   ready\nnpm          missing');
});

it('tools that are missing are named at once, each once, with the line that brings them', () => {
  const found = (name) => name === 'make';
  const asked = ['python3-pip', 'g++', 'g++', 'make'];
  expect(() => requireTools(asked, found)).toThrow(
    /^Missing on this machine: Python with pip, a C\+\+ compiler\. .*apt-get install -y python3-pip g\+\+\n.*--official$/,
  );
  expect(() => requireTools(asked, () => true)).not.toThrow();
});
