import { parse, YAMLParseError } from 'yaml';
import { messageOf } from '../../core/errors';

/** What is in YAML of a person. Throws `Error` with one line that says what is wrong and where. */
export function yamlIn(text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new Error(lineOf(cause), { cause });
  }
}

/** Below its first line the message shows the place once more, and one of its reasons names a function of the library. */
function lineOf(cause: unknown): string {
  const [first] = messageOf(cause).split('\n');
  const isSecond = cause instanceof YAMLParseError && cause.code === 'MULTIPLE_DOCS';
  const line = isSecond ? first.replace(/; please use \S+/, ', and only one is read,') : first;
  return line.replace(/[:.]$/, '');
}
