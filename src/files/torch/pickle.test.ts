import { describe, expect, it } from 'vitest';
import { Unreadable } from '../reading/unreadable';
import { PickleCode, type PickleGlobals, readPickle } from './pickle';

const globals: PickleGlobals = {
  names: { 'collections.OrderedDict': () => new Map(), 'torch.FloatStorage': null },
  persistent: (id) => id,
};
const read = (hex: string) => readPickle(Buffer.from(hex, 'hex'), globals);
const refused = (hex: string) => {
  try {
    read(hex);
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was refused');
};
const ascii = (text: string) => Buffer.from(text).toString('hex');

describe('readPickle', () => {
  // The bytes are pickle.dumps({'a': 1, 'b': [2, 300, 70000, None, True, False, -1], 'c': (1.5, 'é', 2**40)}, protocol).hex() of CPython
  // 3.11.
  const expected = new Map<string, unknown>([
    ['a', 1],
    ['b', [2, 300, 70000, null, true, false, -1]],
    ['c', [1.5, 'é', 2 ** 40]],
  ]);
  it.each([
    '80027d71002858010000006171014b0158010000006271025d7103284b024d2c014a701101004e88894affffffff655801000000637104473ff80000000000005802000000c3a971058a06000000000001877106752e',
    '80049541000000000000007d94288c0161944b018c0162945d94284b024d2c014a701101004e88894affffffff658c016394473ff80000000000008c02c3a9948a060000000000018794752e',
  ])('reads plain values: %#', (hex) => {
    expect(read(hex).value).toEqual(expected);
  });

  it('says where a pickle ends', () => {
    expect(read('80024b072e80024b082e')).toEqual({ value: 7, end: 5 });
  });

  // The cases: GLOBAL and STACK_GLOBAL of a forbidden name, REDUCE of a name that may not be called, and a name that Object itself has.
  it.each([
    ['posix.system', `8002${ascii('cposix\nsystem\n')}58020000006c7385522e`],
    ['builtins.eval', '80048c086275696c74696e738c046576616c932e'],
    ['torch.FloatStorage', `8002${ascii('ctorch\nFloatStorage\n')}29522e`],
    ['toString.valueOf', `8002${ascii('ctoString\nvalueOf\n')}2e`],
  ])('refuses %s before it is called', (word, hex) => {
    expect(refused(hex)).toMatchObject({ word });
    expect(refused(hex)).toBeInstanceOf(PickleCode);
  });

  // The cases: INST, OBJ, NEWOBJ, NEWOBJ_EX, EXT1, BUILD of a list, SETITEM on a list, an early end, and a missing memo.
  it.each([
    '8002696f730a782e',
    '80026f2e',
    '800281',
    '800292',
    '80028201',
    '80025d7d622e',
    '80025d4b014b02732e',
  ])('refuses instructions that weights do not need: %s', (hex) => {
    expect(refused(hex)).toBeInstanceOf(Unreadable);
  });
  it.each(['80027d71', '800268052e', '80022e', '8002282e', '80025805000000612e', '8002ff2e'])(
    'names damage and does not crash: %s',
    (hex) => {
      expect(refused(hex)).toBeInstanceOf(Unreadable);
    },
  );
});
