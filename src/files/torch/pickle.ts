import { unreadableReason } from '../../core/words/unreadable';
import { Unreadable, unreadable } from '../reading/unreadable';

/** A pickle asks for a Python object that no file of tensors needs. Nothing was run. */
export class PickleCode extends Unreadable {
  constructor(readonly word: string) {
    super(unreadableReason('asks-for', { word }));
  }
}

/** A Python name allowed by `PickleGlobals`; it is kept as a name until it is called. */
export class Named {
  constructor(readonly word: string) {}
}

/** The values in a pickle of tensors. Lists, tuples and sets are arrays. */
export type Pickled = null | boolean | number | bigint | string | Named | object | Pickled[] | PickledMap;
export type PickledMap = Map<Pickled, Pickled>;

/** The meaning of the names in a pickle. Any other name is refused before it could be called. */
export interface PickleGlobals {
  /** By `module.name`: the function to call, or null for a name that is only passed on. */
  readonly names: Readonly<Record<string, ((args: Pickled[]) => Pickled) | null>>;
  /** The object for a persistent id. */
  persistent(id: Pickled): Pickled;
}

const mark = Symbol('mark');
type Slot = Pickled | typeof mark;

/** Limits beyond any file of weights. */
const mostItems = 10_000_000;

/**
 * Reads one pickle (protocols 2 to 5) of plain values, dictionaries and the names that `globals` allows, from
 * `start` on. It runs no code: a name is a string, and `globals` defines what calling it returns. Throws
 * `PickleCode` for any other name, `Unreadable` for a damaged pickle or one with other instructions.
 */
export function readPickle(
  bytes: Buffer,
  globals: PickleGlobals,
  start = 0,
): { value: Pickled; end: number } {
  return new Reader(bytes, globals, start).read();
}

class Reader {
  readonly #stack: Slot[] = [];
  readonly #memo = new Map<number, Pickled>();
  #at: number;

  constructor(
    private readonly bytes: Buffer,
    private readonly globals: PickleGlobals,
    start: number,
  ) {
    this.#at = start;
  }

  read(): { value: Pickled; end: number } {
    for (;;) {
      const code = this.#byte();
      if (code === 0x2e) return { value: this.#pop(), end: this.#at };
      const act = acts[code];
      if (!act) throw unreadable('instruction', { code: hex(code) });
      act(this);
      if (this.#stack.length > mostItems) throw unreadable('too-deep', {});
    }
  }

  push(value: Slot): void {
    this.#stack.push(value);
  }

  #pop(): Pickled {
    const value = this.#stack.pop();
    if (value === undefined || value === mark) throw damaged();
    return value;
  }

  pop = () => this.#pop();

  top(): Pickled {
    const value = this.#stack.at(-1);
    if (value === undefined || value === mark) throw damaged();
    return value;
  }

  /** Pops everything above the last mark, and the mark. */
  popToMark(): Pickled[] {
    const at = this.#stack.lastIndexOf(mark);
    if (at < 0) throw damaged();
    const values = this.#stack.splice(at).slice(1);
    return values as Pickled[];
  }

  popMany(count: number): Pickled[] {
    return Array.from({ length: count }, this.pop).reverse();
  }

  remember(key: number): void {
    this.#memo.set(key, this.top());
  }

  rememberNext(): void {
    this.remember(this.#memo.size);
  }

  recall(key: number): void {
    const value = this.#memo.get(key);
    if (value === undefined) throw damaged();
    this.push(value);
  }

  name(module: Pickled, name: Pickled): void {
    const word = `${String(module)}.${String(name)}`;
    if (!Object.hasOwn(this.globals.names, word)) throw new PickleCode(word);
    this.push(new Named(word));
  }

  call(): void {
    const [named, args] = this.popMany(2);
    if (!(named instanceof Named) || !Array.isArray(args)) throw damaged();
    const call = this.globals.names[named.word];
    if (!call) throw new PickleCode(named.word);
    this.push(call(args));
  }

  persistent(): void {
    this.push(this.globals.persistent(this.#pop()));
  }

  /** Drops the state of an object: that of an ordered dictionary holds only version facts. */
  build(): void {
    this.#pop();
    if (!(this.top() instanceof Map)) throw unreadable('sets-state', {});
  }

  put(pairs: Pickled[]): void {
    const map = this.top();
    if (!(map instanceof Map) || pairs.length % 2 !== 0) throw damaged();
    for (let i = 0; i < pairs.length; i += 2) map.set(pairs[i], pairs[i + 1]);
  }

  append(values: Pickled[]): void {
    const list = this.top();
    if (!Array.isArray(list)) throw damaged();
    for (const value of values) list.push(value);
  }

  #byte(): number {
    return this.take(1)[0];
  }

  byte = () => this.#byte();

  take(count: number): Buffer {
    const part = this.bytes.subarray(this.#at, this.#at + count);
    if (part.length < count) throw unreadable('cut-short', {});
    this.#at += count;
    return part;
  }

  /** Bytes up to the end of a line. */
  line(): string {
    const end = this.bytes.indexOf(0x0a, this.#at);
    if (end < 0) throw unreadable('cut-short', {});
    const text = this.bytes.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return text;
  }

  text(length: number): string {
    return this.take(length).toString('utf8');
  }

  /** A little-endian two's complement integer of `length` bytes; a bigint only if a number would be inexact. */
  long(length: number): number | bigint {
    if (length > 64) throw damaged();
    const bytes = this.take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]);
    const signed = BigInt.asIntN(8 * length, value);
    const number = Number(signed);
    return Number.isSafeInteger(number) ? number : signed;
  }

  length8(): number {
    const length = Number(this.take(8).readBigUInt64LE());
    if (length > this.bytes.length) throw unreadable('cut-short', {});
    return length;
  }
}

const damaged = () => unreadable('pickle-damaged', {});
const hex = (code: number) => `0x${code.toString(16).padStart(2, '0')}`;

/** The effect of each instruction (CPython's Lib/pickletools.py names and explains them). */
const acts: Readonly<Record<number, (reader: Reader) => void>> = {
  128: (r) => void r.byte(), // PROTO
  149: (r) => void r.take(8), // FRAME
  40: (r) => r.push(mark), // MARK
  48: (r) => void r.pop(), // POP
  78: (r) => r.push(null), // NONE
  136: (r) => r.push(true), // NEWTRUE
  137: (r) => r.push(false), // NEWFALSE
  74: (r) => r.push(r.take(4).readInt32LE()), // BININT
  75: (r) => r.push(r.byte()), // BININT1
  77: (r) => r.push(r.take(2).readUInt16LE()), // BININT2
  138: (r) => r.push(r.long(r.byte())), // LONG1
  71: (r) => r.push(r.take(8).readDoubleBE()), // BINFLOAT
  88: (r) => r.push(r.text(r.take(4).readUInt32LE())), // BINUNICODE
  140: (r) => r.push(r.text(r.byte())), // SHORT_BINUNICODE
  141: (r) => r.push(r.text(r.length8())), // BINUNICODE8
  85: (r) => r.push(r.take(r.byte()).toString('latin1')), // SHORT_BINSTRING
  84: (r) => r.push(r.take(r.take(4).readUInt32LE()).toString('latin1')), // BINSTRING
  125: (r) => r.push(new Map()), // EMPTY_DICT
  93: (r) => r.push([]), // EMPTY_LIST
  41: (r) => r.push([]), // EMPTY_TUPLE
  133: (r) => r.push(r.popMany(1)), // TUPLE1
  134: (r) => r.push(r.popMany(2)), // TUPLE2
  135: (r) => r.push(r.popMany(3)), // TUPLE3
  116: (r) => r.push(r.popToMark()), // TUPLE
  97: (r) => r.append(r.popMany(1)), // APPEND, with its list below
  101: (r) => r.append(r.popToMark()), // APPENDS
  115: (r) => r.put(r.popMany(2)), // SETITEM
  117: (r) => r.put(r.popToMark()), // SETITEMS
  113: (r) => r.remember(r.byte()), // BINPUT
  114: (r) => r.remember(r.take(4).readUInt32LE()), // LONG_BINPUT
  148: (r) => r.rememberNext(), // MEMOIZE
  104: (r) => r.recall(r.byte()), // BINGET
  106: (r) => r.recall(r.take(4).readUInt32LE()), // LONG_BINGET
  99: (r) => r.name(r.line(), r.line()), // GLOBAL
  147: (r) => r.name(...(r.popMany(2) as [Pickled, Pickled])), // STACK_GLOBAL
  82: (r) => r.call(), // REDUCE
  81: (r) => r.persistent(), // BINPERSID
  98: (r) => r.build(), // BUILD
};
