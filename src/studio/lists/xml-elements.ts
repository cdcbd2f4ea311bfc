import sax from 'sax';
import { StudioError, studioError } from '../../core/errors';
import { textChunks } from './text-chunks';

/** Attributes with more characters are refused; the outline of an object is the longest that occurs. */
Object.assign(sax, { MAX_BUFFER_LENGTH: 16 * 2 ** 20 });

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of the elements around it, the outermost first. */
  readonly above: readonly string[];
  /** The line in which it begins. */
  readonly line: number;
}

export interface XmlReader {
  onOpen?(element: XmlElement): void;
  /** `text` is the element's direct content. */
  onClose?(element: XmlElement, text: string): void;
}

/** Thrown to stop reading a file that was only looked at. */
const seenEnough = Symbol('seen enough');

/**
 * Reads an XML file of any size, one element after another. Entities that a document declares are not expanded: using one is an error, and
 * so is anything that is not well formed. Throws `list-xml` with the line, and what `textChunks` throws.
 */
export function xmlElements(file: string, reader: XmlReader): void {
  parse(file, reader);
}

/** The first elements of an XML file; none if it is not XML. */
export function peekXml(file: string, most = 50): XmlElement[] {
  const seen: XmlElement[] = [];
  try {
    parse(file, {
      onOpen(element) {
        if (seen.push(element) >= most) throw seenEnough;
      },
    });
  } catch (error) {
    if (error !== seenEnough && !(error instanceof StudioError)) throw error;
  }
  return seen;
}

function parse(file: string, { onOpen, onClose }: XmlReader): void {
  const parser = sax.parser(true, { trim: false, position: true });
  const open: { element: XmlElement; text: string[] }[] = [];
  parser.onerror = (error) => {
    const [reason] = error.message.split('\n');
    const line = String(parser.line + 1);
    throw studioError('list-xml', { path: file, line, reason: reason.replace(/\.$/, '') }, { cause: error });
  };
  parser.onopentag = ({ name, attributes }) => {
    const above = open.map(({ element }) => element.name);
    const element = {
      name,
      attributes: attributes as Record<string, string>,
      above,
      line: parser.line + 1,
    };
    open.push({ element, text: [] });
    onOpen?.(element);
  };
  const onText = (text: string) => open.at(-1)?.text.push(text);
  parser.ontext = onText;
  parser.oncdata = onText;
  parser.onclosetag = () => {
    const closed = open.pop();
    if (closed) onClose?.(closed.element, closed.text.join(''));
  };
  for (const chunk of textChunks(file)) parser.write(chunk);
  parser.close();
}
