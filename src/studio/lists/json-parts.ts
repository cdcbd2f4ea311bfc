import { JSONParser } from '@streamparser/json';
import { studioError } from '../../core/errors';
import { textChunks } from './text-chunks';

/** A value directly in the outermost array or object of a file, or one level below it. */
export interface JsonPart {
  /** The name of the member of the outermost object, or null in an array. */
  readonly member: string | null;
  /** Index or name in that member, or in the outermost array; null for the member itself, once it was read completely. */
  readonly key: string | number | null;
  readonly value: unknown;
}

/**
 * Reads a JSON file of any size: calls `onPart` for each element of the outermost array, or each element of each member of the outermost
 * object, as it is read. Parts are not kept. Throws `list-json` with the place of a syntax error, `list-cut`, and what `textChunks` throws.
 */
export function jsonParts(file: string, onPart: (part: JsonPart) => void): void {
  parse(file, Number.POSITIVE_INFINITY, onPart);
}

/** The most bytes and parts that are read to recognise a file. */
const looked = { bytes: 256 * 1024, parts: 400 };

/** The first parts of a JSON file, even if it is damaged later; none if it is not JSON. */
export function peekJson(file: string): JsonPart[] {
  const parts: JsonPart[] = [];
  try {
    parse(file, looked.bytes, (part) => {
      if (parts.length < looked.parts) parts.push(part);
    });
  } catch {
    // The elements read before the damage are enough to recognise a file.
  }
  return parts;
}

function parse(file: string, most: number, onPart: (part: JsonPart) => void): void {
  let isList: boolean | undefined;
  let fault: Error | undefined;
  // Elements of an outermost array are emitted whole; an outermost object is emitted by the elements of its members.
  let parser: JSONParser | undefined;
  const start = (list: boolean) => {
    const made = new JSONParser({ paths: list ? ['$.*'] : ['$.*', '$.*.*'], keepStack: false });
    made.onValue = ({ value, key, stack }) => {
      const member = list || stack.length < 2 ? null : (stack[1]?.key as string);
      if (list) onPart({ member: null, key: key as number, value });
      else if (stack.length < 2) onPart({ member: String(key), key: null, value });
      else onPart({ member, key: key as string | number, value });
    };
    made.onError = (error) => {
      fault ??= error;
    };
    return made;
  };
  for (const chunk of textChunks(file, most)) {
    if (isList === undefined) {
      const [first] = chunk.trimStart();
      if (first === undefined) continue;
      if (first !== '[' && first !== '{') throw noJson(file, JSON.stringify(chunk.trimStart().slice(0, 20)));
      isList = first === '[';
      parser = start(isList);
    }
    parser?.write(chunk);
    if (fault) throw noJson(file, fault.message);
  }
  if (most === Number.POSITIVE_INFINITY && parser?.isEnded !== true)
    throw studioError('list-cut', { path: file });
}

const noJson = (path: string, reason: string) =>
  studioError('list-json', { path, reason: reason.replace(/\.$/, '') });
