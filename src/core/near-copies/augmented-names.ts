/** A picture of a source: its path with `/`, and its class; null without a label. */
export interface NamedPicture {
  readonly path: string;
  readonly label: string | null;
}

/** What a part of a name says has been done to the picture, with what tools append to the word (`flipped`, `rot90`, `hflip`). */
const change =
  /^(?:[hv]|horizontal|vertical|random)?(?:aug|flip|mirror|rot(?:\d|$|ate|ation)|bright|dark|contrast|blur|nois|gauss|crop|zoom|shear|shift|transl|transform|hue|satur|jitter|sharp|gamma|cutout|eras|invert|gr[ae]y|equali|poster|solar|scal|resiz|stretch|warp|elastic|distort|clahe|hsv)[a-z]*\d*$/;
/** What may stand beside such a word: a number, a direction, how much. */
const detail =
  /^(?:\d+(?:deg)?|[hvxy]|lr|ud|horizontal(?:ly)?|vertical(?:ly)?|left|right|up|down|cc?w|low|high|random|and)$/;

/** The quick question before the exact ones: of a million names, hardly one contains such letters. */
const hint =
  /\.rf\.|_original_|aug|flip|mirror|rot|bright|dark|contrast|blur|nois|gauss|crop|zoom|shear|shift|trans|hue|satur|jitter|sharp|gamma|cutout|eras|invert|gr[ae]y|equali|poster|solar|scal|resiz|stretch|warp|elastic|distort|clahe|hsv/;

interface Name {
  /** Empty, or with `/` at its end. */
  readonly folder: string;
  /** Lower case, without its extension. */
  readonly stem: string;
}

/**
 * The picture of which each one is an augmented copy, `[pictures]`: equal names for the copies of one picture and the picture itself,
 * undefined for all others. Only names are read: those of Roboflow (`a_jpg.rf.0f3e….jpg`), those of Augmentor (`cats_original_a.jpg_….jpg`),
 * and words (`a_flip.jpg`, `rot90_a.jpg`) beside a picture `a` in the same folder, or beside the only one of that class elsewhere.
 */
export function augmentedOf(pictures: readonly NamedPicture[]): (string | undefined)[] {
  const found = new Array<string | undefined>(pictures.length).fill(undefined);
  const asked = new Map<number, Bases>();
  for (const [at, { path }] of pictures.entries()) {
    const bases = hint.test(path.toLowerCase()) ? basesOf(nameOf(path)) : undefined;
    if (bases) asked.set(at, bases);
  }
  if (asked.size === 0) return found;
  const there = originals(pictures, new Set([...asked.values()].flatMap(({ stems }) => stems)));
  /** A copy of a copy belongs to the first picture; every step makes the name shorter. */
  const firstOf = (at: number): string | undefined => {
    const bases = asked.get(at);
    const place = bases && there.placeOf(nameOf(pictures[at].path), pictures[at].label, bases);
    const [original] = (place !== undefined && there.at.get(place)) || [];
    return (original !== undefined && firstOf(original)) || place;
  };
  const copies = new Map<string, number[]>();
  for (const at of asked.keys()) {
    const place = firstOf(at);
    if (place !== undefined) add(copies, place, at);
  }
  for (const [place, its] of copies) {
    const all = [...its, ...(there.at.get(place) ?? [])];
    if (all.length > 1) for (const at of all) found[at] = place;
  }
  return found;
}

function add(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function nameOf(path: string): Name {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  return { folder: path.slice(0, end), stem: stemOf(path.slice(end).toLowerCase()) };
}

const stemOf = (file: string) => file.replace(/\.[a-z]{3,4}$/, '');
const keyOf = (label: string | null, stem: string) => JSON.stringify([label, stem]);

/** The pictures whose names are among `stems`: where they are, and which of them alone has its name in its class. */
function originals(pictures: readonly NamedPicture[], stems: ReadonlySet<string>) {
  const at = new Map<string, number[]>();
  const sole = new Map<string, string | null>();
  for (const [index, { path, label }] of pictures.entries()) {
    const { folder, stem } = nameOf(path);
    if (!stems.has(stem)) continue;
    const place = folder + stem;
    add(at, place, index);
    if (label === null) continue;
    const key = keyOf(label, stem);
    sole.set(key, sole.has(key) ? null : place);
  }
  return {
    at,
    placeOf({ folder }: Name, label: string | null, { stems, renamed }: Bases): string | undefined {
      if (renamed) return folder + stems[0];
      for (const stem of stems) {
        const place = at.has(folder + stem) ? folder + stem : sole.get(keyOf(label, stem));
        if (place) return place;
      }
      return undefined;
    },
  };
}

/** The names that the picture of a copy may have, and whether a tool has renamed that picture as well. */
interface Bases {
  readonly stems: readonly string[];
  readonly renamed: boolean;
}

function basesOf({ stem }: Name): Bases | undefined {
  const tool =
    /^(.+)\.rf\.[0-9a-z_-]{8,}$/.exec(stem) ??
    /^.*?_original_(.+)_[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}$/.exec(stem);
  if (tool) return { stems: [stemOf(tool[1])], renamed: true };
  const stems = shortened(stem);
  return stems.length > 0 ? { stems, renamed: false } : undefined;
}

/** What is left of a name without the words of changes at its end, or at its beginning; the longest first. */
function shortened(stem: string): string[] {
  const words = [...stem.matchAll(/[^\s_.()-]+/g)];
  const atEnd = changedWords(words.slice(1).reverse()).map((count) => {
    const last = words[words.length - 1 - count];
    return stem.slice(0, last.index + last[0].length);
  });
  const atBeginning = changedWords(words.slice(0, -1)).map((count) => stem.slice(words[count].index));
  return [...atEnd, ...atBeginning];
}

/** How many of the first words may be left out: words of changes and their details, at least one of them a change. */
function changedWords(words: readonly RegExpExecArray[]): number[] {
  const counts: number[] = [];
  let changed = false;
  for (const [at, [word]] of words.entries()) {
    if (change.test(word)) changed = true;
    else if (!detail.test(word)) break;
    if (changed) counts.push(at + 1);
  }
  return counts;
}
