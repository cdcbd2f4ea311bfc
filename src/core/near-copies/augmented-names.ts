/** A picture of the project by its name. */
export interface NamedPicture {
  readonly id: number;
  readonly source: number;
  /** Within its source, with `/`. */
  readonly path: string;
  /** Its class; null without a label. */
  readonly label: number | null;
}

const changes = [
  'aug(?:ment(?:ed|ation)?)?|(?:flip(?:ped)?|mirror(?:ed)?)(?:h|v|lr|ud)?|rot(?:at(?:ed?|ion))?|bright(?:er|ened|ness)?|dark(?:er|ened)?',
  'contrast(?:ed)?|blur(?:red|ry)?|nois[ey]|noised|gauss(?:ian)?|crop(?:ped)?|zoom(?:ed)?|shear(?:ed)?|shift(?:ed)?|translat(?:ed?|ion)',
  'transform(?:ed)?|hue|saturat(?:ed?|ion)|jitter(?:ed)?|sharp(?:en|ened)?|gamma|cutout|eras(?:ed?|ing)|invert(?:ed)?|gr[ae]y(?:scale)?',
  'equali[sz]ed?|posteri[sz]ed?|solari[sz]ed?|scaled?|resized?|stretch(?:ed)?|warp(?:ed)?|elastic|distort(?:ed|ion)?|clahe|hsv',
].join('|');
/** A part of a name that says what was done to the picture, in the spellings of tools (`flipped`, `hflip`, `rot90`). */
const change = new RegExp(`^(?:[hv]|horizontal|vertical|random)?(?:${changes})\\d*$`);
/** The ones that may also come first: an adjective at the beginning (`grey_wolf`, `dark_room`) mostly belongs to the picture. */
const changeAtFront =
  /^(?:[hv]|horizontal|vertical|random)?(?:aug(?:ment(?:ed|ation)?)?|flip(?:ped)?|mirrored|rot(?:ated?)?)\d*$/;
/** What may stand beside such a part: a number, a direction, how much. */
const detail =
  /^(?:\d+(?:deg)?|[hvxy]|lr|ud|horizontal(?:ly)?|vertical(?:ly)?|left|right|up|down|cc?w|low|high|random|and)$/;
/** The quick question before the exact ones: hardly one of a million names has such letters. */
const hint = new RegExp(`\\.rf\\.|_original_|${changes}`);

/**
 * Finds pictures that are augmented copies of one another by their names: those of Roboflow (`a_jpg.rf.0f3e….jpg`), those of Augmentor
 * (`cats_original_a.jpg_….jpg`), and those with words (`a_flip.jpg`, `rot90_a.jpg`) beside a picture `a`, which is in the same folder without
 * another label, or is the only one of that name and class. Every picture is given to `ask`, then to `look`, so that a million names need not
 * be in memory.
 */
export class AugmentedNames {
  readonly #asked = new Map<number, Asked>();
  readonly #wanted = new Set<string>();
  readonly #at = new Map<string, { id: number; label: number | null }[]>();
  /** The place of each name that only one picture of its class has; null where several have it. */
  readonly #sole = new Map<string, string | null>();

  /** Whether any name may be that of a copy; otherwise nothing needs to be looked for. */
  get any(): boolean {
    return this.#asked.size > 0;
  }

  ask(picture: NamedPicture): void {
    const name = nameOf(picture);
    const bases = hint.test(name.stem) ? basesOf(name.stem) : undefined;
    if (!bases) return;
    this.#asked.set(picture.id, { ...name, ...bases });
    for (const base of bases.bases) this.#wanted.add(base);
  }

  look(picture: NamedPicture): void {
    const { folder, stem, label } = nameOf(picture);
    if (!this.#wanted.has(stem)) return;
    const place = folder + stem;
    const there = this.#at.get(place);
    if (there) there.push({ id: picture.id, label });
    else this.#at.set(place, [{ id: picture.id, label }]);
    if (label === null) return;
    const key = keyOf(label, stem);
    this.#sole.set(key, this.#sole.has(key) ? null : place);
  }

  /** Pairs `[first, copy]` by id: all copies of a picture with it, or with the first of them if it is not there. */
  pairs(): (readonly [first: number, copy: number])[] {
    const groups = new Map<string, Set<number>>();
    for (const [id, copy] of this.#asked) {
      const place = this.#firstOf(copy);
      if (place === undefined) continue;
      const group = groups.get(place) ?? new Set(this.#there(place, copy.label));
      groups.set(place, group.add(id));
    }
    return [...groups.values()].flatMap((group) => {
      const [first, ...copies] = group;
      return copies.map((copy) => [first, copy] as const);
    });
  }

  /** The place of the first picture: a copy of a copy belongs to that too. Every step makes the name shorter. */
  #firstOf(copy: Asked): string | undefined {
    const place = this.#placeOf(copy);
    if (place === undefined) return undefined;
    const original = this.#asked.get(this.#there(place, copy.label)[0] ?? -1);
    return (original && this.#firstOf(original)) ?? place;
  }

  #placeOf({ folder, label, bases, renamed }: Asked): string | undefined {
    for (const base of bases) {
      if (this.#there(folder + base, label).length > 0) return folder + base;
      const place = label === null ? null : this.#sole.get(keyOf(label, base));
      if (place) return place;
    }
    // The copies of a picture that a tool has renamed, or that is not there, are copies of one another.
    return renamed ? folder + bases[0] : undefined;
  }

  /** The pictures of a place that may have this label, by id. */
  #there(place: string, label: number | null): number[] {
    return (this.#at.get(place) ?? []).filter((each) => agree(each.label, label)).map(({ id }) => id);
  }
}

interface Name {
  /** With its source; it ends with `/`. */
  readonly folder: string;
  /** Lower case, without its extension. */
  readonly stem: string;
  readonly label: number | null;
}

/** A picture that may be a copy: the names that its picture may have, the longest first, and whether a tool has renamed that as well. */
interface Asked extends Name {
  readonly bases: readonly string[];
  readonly renamed: boolean;
}

function nameOf({ source, path, label }: NamedPicture): Name {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  return { folder: `${source}/${path.slice(0, end)}`, stem: stemOf(path.slice(end).toLowerCase()), label };
}

const stemOf = (file: string) => file.replace(/\.[a-z]{3,4}$/, '');
const keyOf = (label: number, stem: string) => `${label}/${stem}`;
const agree = (one: number | null, other: number | null) => one === null || other === null || one === other;

function basesOf(stem: string): Pick<Asked, 'bases' | 'renamed'> | undefined {
  const tool =
    /^(.+)\.rf\.[0-9a-z_-]{8,}$/.exec(stem) ??
    /^.*?_original_(.+)_[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}$/.exec(stem);
  if (tool) return { bases: [stemOf(tool[1])], renamed: true };
  const bases = shortened(stem);
  return bases.length > 0 ? { bases, renamed: false } : undefined;
}

/** What is left of a name without the words of changes at its end, or at its beginning; the longest first. */
function shortened(stem: string): string[] {
  const words = [...stem.matchAll(/[^\s_.()-]+/g)];
  const atEnd = changedWords(words.slice(1).reverse(), change).map((count) => {
    const last = words[words.length - 1 - count];
    return stem.slice(0, last.index + last[0].length);
  });
  const atFront = changedWords(words.slice(0, -1), changeAtFront).map((count) =>
    stem.slice(words[count].index),
  );
  return [...atEnd.filter((base) => !isMonth(stem, base)), ...atFront];
}

/** How many of the first words may be left out: words of changes and their details, at least one of them a change. */
function changedWords(words: readonly RegExpExecArray[], isChange: RegExp): number[] {
  const counts: number[] = [];
  let changed = false;
  for (const [at, [word]] of words.entries()) {
    if (isChange.test(word)) changed = true;
    else if (!detail.test(word)) break;
    if (changed) counts.push(at + 1);
  }
  return counts;
}

/** Whether what follows a year is the month of August: `trip_2024_aug_03`. */
const isMonth = (stem: string, base: string) =>
  /(?:19|20)\d\d$/.test(base) && /^.aug(?:\D|$)/.test(stem.slice(base.length));
