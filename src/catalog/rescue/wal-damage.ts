import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import type { InEach } from '../../core/words/language';

/** What a log of SQLite says of itself (sqlite.org/walformat.html): its header, 32 bytes, and what each frame repeats of it. */
interface LogHeader {
  readonly pageSize: number;
  /** 8 bytes that change with every new log: frames of an older one, which it overwrites, carry others. */
  readonly salts: Buffer;
  /** Whether checksums are taken over words in little-endian order. */
  readonly littleEndian: boolean;
  readonly checksum: Checksum;
}

type Checksum = readonly [number, number];

const headerBytes = 32;
const frameHeaderBytes = 24;

/**
 * Whether a write-ahead log lost transactions that were stored, in words; null where it holds all of them. SQLite itself takes a log up
 * to its first frame that is wrong and says nothing of what comes after it, so that labels would be gone without a word.
 *
 * A process that dies while it writes leaves at most one transaction unfinished, because each is synced before the next begins. More
 * than one behind the first wrong frame were therefore stored; so was what the shared index (`-shm`), where there is one, counts.
 */
export function walDamage(file: string): InEach<string> | null {
  const log = `${file}-wal`;
  const stored = storedFrames(`${file}-shm`);
  if (!existsSync(log)) return stored ? lost(stored.frames) : null;
  const handle = openSync(log, 'r');
  try {
    const bytes = Buffer.alloc(headerBytes);
    const got = readSync(handle, bytes, 0, headerBytes, 0);
    // Nothing was stored in a log that has no whole header, unless the index says so.
    if (got < headerBytes) return stored ? lost(stored.frames) : null;
    const header = headerOf(bytes);
    if (header === null) return hasFrames(handle) ? headUnreadable : null;
    const { valid, storedBehind } = readFrames(handle, header);
    if (storedBehind > 1) return changesUnreadable(storedBehind);
    if (stored?.salts.equals(header.salts) && stored.frames > valid) return lost(stored.frames - valid);
    return null;
  } finally {
    closeSync(handle);
  }
}

const lost = (frames: number): InEach<string> => ({
  en: `its log (-wal) lacks ${frames} pages that were stored`,
  ko: `저장했던 페이지 ${frames}개가 로그(-wal)에 없음`,
});
const changesUnreadable = (changes: number): InEach<string> => ({
  en: `${changes} stored changes in its log (-wal) cannot be read`,
  ko: `로그(-wal)에 저장된 변경 ${changes}개를 읽을 수 없음`,
});
const headUnreadable: InEach<string> = {
  en: 'the head of its log (-wal) is unreadable',
  ko: '로그(-wal)의 머리를 읽을 수 없음',
};

/** Null for a header that contradicts itself. */
function headerOf(bytes: Buffer): LogHeader | null {
  const magic = bytes.readUInt32BE(0);
  if (magic !== 0x377f0682 && magic !== 0x377f0683) return null;
  const littleEndian = magic === 0x377f0682;
  const checksum = sum(bytes.subarray(0, 24), [0, 0], littleEndian);
  if (checksum[0] !== bytes.readUInt32BE(24) || checksum[1] !== bytes.readUInt32BE(28)) return null;
  return {
    pageSize: bytes.readUInt32BE(8),
    salts: Buffer.from(bytes.subarray(16, 24)),
    littleEndian,
    checksum,
  };
}

/** Frames up to the last transaction that is whole, and the transactions that end behind the first wrong frame. */
function readFrames(handle: number, header: LogHeader): { valid: number; storedBehind: number } {
  const frame = Buffer.alloc(frameHeaderBytes + header.pageSize);
  let [checksum, broken, valid, storedBehind]: [Checksum, boolean, number, number] = [
    header.checksum,
    false,
    0,
    0,
  ];
  for (let index = 0; ; index++) {
    const at = headerBytes + index * frame.length;
    if (readSync(handle, frame, 0, frame.length, at) < frame.length) return { valid, storedBehind };
    const isOfThisLog = frame.subarray(8, 16).equals(header.salts);
    const ends = frame.readUInt32BE(4) !== 0;
    if (!broken) {
      checksum = sum(frame.subarray(0, 8), checksum, header.littleEndian);
      checksum = sum(frame.subarray(frameHeaderBytes), checksum, header.littleEndian);
      broken =
        !isOfThisLog || checksum[0] !== frame.readUInt32BE(16) || checksum[1] !== frame.readUInt32BE(20);
      if (!broken && ends) valid = index + 1;
    }
    if (broken && isOfThisLog && ends) storedBehind++;
  }
}

function hasFrames(handle: number): boolean {
  return readSync(handle, Buffer.alloc(1), 0, 1, headerBytes + frameHeaderBytes) === 1;
}

/**
 * How many frames the shared index counts as stored beyond those that are in the database itself, and of which log; null where it says
 * nothing. It is written after the log was synced, so it is never ahead of it.
 */
function storedFrames(file: string): { frames: number; salts: Buffer } | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file).subarray(0, 136);
  // Two copies of a header of 48 bytes, the second of which is written first.
  if (bytes.length < 136 || !bytes.subarray(0, 48).equals(bytes.subarray(48, 96)) || bytes[12] !== 1)
    return null;
  const [frames, copied] = [bytes.readUInt32LE(16), bytes.readUInt32LE(96)];
  return frames > copied ? { frames, salts: Buffer.from(bytes.subarray(32, 40)) } : null;
}

/** SQLite's checksum of a log: two sums over pairs of 32-bit words, which run on from what came before. */
function sum(bytes: Buffer, [first, second]: Checksum, littleEndian: boolean): Checksum {
  let [a, b] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + (littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)) + b) >>> 0;
    b = (b + (littleEndian ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4)) + a) >>> 0;
  }
  return [a, b];
}
