import { parse, YAMLParseError } from 'yaml';
import { messageOf } from '../../../core/errors';

/** The value of YAML that a person wrote. `<<: *name` adds the settings of an anchor to a group, as YAML 1.1 has it. Throws `Error` with one line that says what is wrong and where. */
export function yamlIn(text: string): unknown {
  try {
    const value: unknown = parse(text, { logLevel: 'error', merge: true });
    // An alias may refer to what contains it, and such a value could not be merged with other settings.
    JSON.stringify(value);
    return value;
  } catch (cause) {
    throw new Error(lineOf(cause), { cause });
  }
}

/** After its first line the message shows the place once more; the message about several documents names a function of the library. */
function lineOf(cause: unknown): string {
  if (cause instanceof YAMLParseError && cause.code === 'MULTIPLE_DOCS') {
    const [{ line, col }] = cause.linePos ?? [{ line: 1, col: 1 }];
    return `Only one document can be read, and a second begins at line ${line}, column ${col}`;
  }
  if (cause instanceof TypeError) return 'An anchor refers to what it stands in';
  const [first] = messageOf(cause).split('\n');
  return first.replace(/[:.]$/, '');
}
