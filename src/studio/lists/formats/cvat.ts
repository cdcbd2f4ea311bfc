import { note } from '../../../core/words/notes';
import type { ListContent, ListEntry, ListFormat, ListPiece, WriteContext } from '../format';
import { namedImage } from '../image-paths';
import type { LabelRow } from '../label-row';
import type { ListPlace } from '../list-place';
import { Problems } from '../problems';
import { splitFileName } from '../splits';
import { type XmlElement, xmlElements } from '../xml-elements';
import { isXmlText, xmlText } from '../xml-text';

/** CVAT for images 1.1 (docs.cvat.ai, "CVAT XML 1.1"): an `image` element for each picture, with a `tag` for its class. */
export const cvat: ListFormat = {
  name: 'cvat',
  words: {
    en: {
      title: 'CVAT',
      help: 'One XML file, “CVAT for images 1.1”: a tag for each label, the split as the subset. It can be imported again.',
    },
    ko: {
      title: 'CVAT',
      help: 'XML 파일 하나("CVAT for images 1.1"): 라벨은 태그로, 분할은 하위 집합으로 적습니다. 다시 가져올 수 있습니다.',
    },
  },
  reading: { fits: (place) => place.xml()[0]?.name === 'annotations', read },
  writing: { ending: 'xml', copies: false, unlabelled: true, write },
};

const shapes = new Set(['box', 'polygon', 'polyline', 'points', 'cuboid', 'mask', 'ellipse', 'skeleton']);

interface Image {
  readonly place: string;
  readonly paths: readonly string[];
  readonly split?: string;
  readonly tags: Set<string>;
  readonly objects: Set<string>;
  byModel: boolean;
}

function read(place: ListPlace): ListContent {
  const problems = new Problems();
  const images: Image[] = [];
  const classes: string[] = [];
  let current: Image | null = null;
  let tracks = 0;
  const onOpen = (element: XmlElement) => {
    const { name, attributes, above, line } = element;
    if (name === 'track') tracks++;
    if (name === 'image' && above.length === 1) {
      current = imageOf(element, problems);
      if (current) images.push(current);
    } else if (current && above.at(-1) === 'image' && (name === 'tag' || shapes.has(name))) {
      if (attributes.label === undefined) {
        problems.add(`line ${line}`, note('entry-without-label', { element: name }));
        return;
      }
      (name === 'tag' ? current.tags : current.objects).add(attributes.label);
      if (name === 'tag' && attributes.source === 'auto') current.byModel = true;
    }
  };
  const onClose = ({ name, above }: XmlElement, text: string) => {
    if (name === 'image' && above.length === 1) current = null;
    if (name === 'name' && above.at(-1) === 'label' && above.includes('labels')) classes.push(text);
  };
  xmlElements(place.path, { onOpen, onClose });
  const notes = tracks > 0 ? [note('tracks-passed-over', { tracks })] : [];
  const tagged = images.some(({ tags }) => tags.size > 0);
  return {
    entries: images.map(
      ({ tags, objects, ...image }): ListEntry => ({ ...image, labels: [...(tagged ? tags : objects)] }),
    ),
    classes,
    objects: !tagged,
    problems: problems.list,
    notes,
  };
}

function imageOf({ attributes, line }: XmlElement, problems: Problems): Image | null {
  const { name, subset } = attributes;
  if (!name) {
    problems.add(`line ${line}`, note('entry-without-image', {}));
    return null;
  }
  const { paths, remote } = namedImage(name);
  if (remote !== undefined) {
    problems.add(`line ${line}`, remote);
    return null;
  }
  const split = subset === '' || subset?.toLowerCase() === 'default' ? undefined : subset;
  return { place: `line ${line}`, paths, split, tags: new Set(), objects: new Set(), byModel: false };
}

function* write(rows: Iterable<LabelRow>, { classes, pathIn }: WriteContext): Generator<ListPiece> {
  const labels = classes.map((name) => `<label><name>${xmlText(name)}</name></label>`).join('\n');
  const meta = `<meta><task><labels>\n${labels}\n</labels></task></meta>`;
  yield {
    file: '',
    text: `<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n<version>1.1</version>\n${meta}\n`,
  };
  let id = 0;
  for (const row of rows) {
    const name = pathIn('', row);
    if (!isXmlText(name) || !isXmlText(row.label ?? '')) {
      yield { leftOut: row, why: note('name-not-xml', {}) };
      continue;
    }
    const facts = {
      ...{ id: id++, name, subset: splitFileName(row.split) },
      ...(row.width && row.height ? { width: row.width, height: row.height } : {}),
    };
    const by = row.source.kind === 'pseudo-label' ? 'auto' : 'manual';
    const tag = row.label === null ? '' : `<tag${attributesOf({ label: row.label, source: by })}></tag>`;
    yield { file: '', text: `<image${attributesOf(facts)}>${tag}</image>\n` };
  }
  yield { file: '', text: '</annotations>\n' };
}

const attributesOf = (values: Readonly<Record<string, string | number>>) =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');
