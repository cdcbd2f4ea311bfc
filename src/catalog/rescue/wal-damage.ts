import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import type { InEach } from '../../core/words/language';

/** The header of SQLite's write-ahead log (sqlite.org/walformat.html): 32 bytes. Each frame repeats its salts. */
interface LogHeader {
  readonly pageSize: number;
  /** 8 bytes that change with every new log: frames left over from an older log, which the new one overwrites, carry other salts. */
  readonly salts: Buffer;
  /** Whether checksums are taken over words in little-endian order. */
  readonly littleEndian: boolean;
  readonly checksum: Checksum;
}

type Checksum = readonly [number, number];

const headerBytes = 32;
const frameHeaderBytes = 24;

/**
 * Describes which stored transactions a write-ahead log lost; null if it lost none. SQLite itself reads a log up to the first wrong frame
 * and does not report what follows, so that labels would be lost silently.
 *
 * A process that dies while it writes leaves at most one transaction unfinished, because each is synced before the next begins. If there is
 * more than one behind the first wrong frame, they were therefore stored; so were the frames that the shared index (`-shm`), if there is
 * one, counts as stored.
 */
export function walDamage(file: string): InEach<string> | null {
  const log = `${file}-wal`;
  const stored = storedFrames(`${file}-shm`);
  if (!existsSync(log)) return stored ? lost(stored.frames) : null;
  const handle = openSync(log, 'r');
  try {
    const bytes = Buffer.alloc(headerBytes);
    const got = readSync(handle, bytes, 0, headerBytes, 0);
    // A log without a whole header stored nothing, unless the index says that it did.
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

/** Returns null if the checksum or the magic number of the header is wrong. */
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

/** Counts the frames up to the end of the last whole transaction, and the transactions that end behind the first wrong frame. */
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
 * The number of stored frames by the shared index, and the salts of their log; null if there is no valid index or all of these frames are
 * in the database itself. The index is written after the log was synced, so it is never ahead of it.
 */
function storedFrames(file: string): { frames: number; salts: Buffer } | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file).subarray(0, 136);
  // The header of 48 bytes is stored twice, and the second copy is written first.
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
