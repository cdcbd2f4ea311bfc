import { type Chord, isChord } from './chord';
import { refusal } from './refusal';

/** The keys of an action. */
export interface Binding {
  /**
   * The name under which a person's own keys are kept, such as `review.accept`. The part before the dot is the group in the list of keys.
   */
  readonly name: string;
  /** The usual keys, of which the first is shown. */
  readonly chords: readonly Chord[];
  /** Further keys that do the same and are only shown, beside the first chord or alone: `← → ↑ ↓`. */
  readonly more?: string;
  /** Whether its keys can never be changed. */
  readonly fixed?: boolean;
  /** Whether its keys work on every screen, in dialogs as well. */
  readonly everywhere?: boolean;
}

/** Keys that a person may change. */
export const keys = (name: string, ...chords: readonly Chord[]): Binding => ({ name, chords });

/** Keys that stay as they are, or are set elsewhere. */
export const fixedKeys = (name: string, more: string): Binding => ({ name, chords: [], more, fixed: true });

/** Actions whose keys are listened to at the same time. */
export type KeyTable = readonly Binding[];

/** The keys that a person chose, by the name of the binding; also of bindings that this version does not know. */
export type OwnKeys = Readonly<Record<string, readonly Chord[]>>;

/** The keys in use, by the name of the binding. */
export type KeysInUse = ReadonlyMap<string, readonly Chord[]>;

/**
 * The keys in use: a person's own keys, and the usual keys of all other actions. An action loses a usual key that a person gave to another
 * action which listens at the same time. Kept texts that are no key, or a key that may not be given to the action, are ignored.
 */
export function keysInUse(tables: readonly KeyTable[], own: OwnKeys): KeysInUse {
  const chosen = new Map<string, readonly Chord[]>();
  for (const binding of bindingsIn(tables)) {
    const its = own[binding.name]?.filter((chord) => isChord(chord) && !refusal(chord, binding));
    if (its && its.length > 0 && !binding.fixed) chosen.set(binding.name, its);
  }
  return new Map(
    bindingsIn(tables).map((binding) => {
      const taken = (chord: Chord) =>
        rivals(tables, binding).some(
          (other) => chosen.get(other.name)?.includes(chord) && !areMeant(binding, other, chord),
        );
      return [binding.name, chosen.get(binding.name) ?? binding.chords.filter((chord) => !taken(chord))];
    }),
  );
}

/** The other actions that have this key while the action listens. */
export function holders(
  tables: readonly KeyTable[],
  own: OwnKeys,
  binding: Binding,
  chord: Chord,
): readonly Binding[] {
  const used = keysInUse(tables, own);
  return rivals(tables, binding).filter(
    (other) => used.get(other.name)?.includes(chord) && !areMeant(binding, other, chord),
  );
}

/**
 * Gives an action a key. Actions that had the key lose it; if it was a key that a person had given them, they return to those of their
 * usual keys that are free.
 */
export function withKey(tables: readonly KeyTable[], own: OwnKeys, binding: Binding, chord: Chord): OwnKeys {
  const next = { ...own };
  for (const { name } of holders(tables, own, binding, chord)) delete next[name];
  return settled(next, binding, [chord]);
}

/** Gives an action a key, and gives the action's former key to the actions that had this one; null if that is not possible. */
export function withKeysSwapped(
  tables: readonly KeyTable[],
  own: OwnKeys,
  binding: Binding,
  chord: Chord,
): OwnKeys | null {
  const used = keysInUse(tables, own);
  const former = used.get(binding.name)?.[0];
  const others = holders(tables, own, binding, chord);
  if (former === undefined || others.length === 0) return null;
  let next = settled(own, binding, [chord]);
  for (const other of others) {
    if (other.fixed || refusal(former, other)) return null;
    const its = used.get(other.name) ?? [];
    const chords = its.map((each) => (each === chord ? former : each));
    next = settled(next, other, [...new Set(chords)]);
  }
  const isFree = (each: Binding, its: Chord) => holders(tables, next, each, its).length === 0;
  return isFree(binding, chord) && others.every((other) => isFree(other, former)) ? next : null;
}

/** Gives an action its usual keys back, and takes them from the actions that a person gave them to. */
export function withUsualKeys(tables: readonly KeyTable[], own: OwnKeys, binding: Binding): OwnKeys {
  const next = { ...own };
  delete next[binding.name];
  for (const { name } of usualHolders(tables, own, binding)) delete next[name];
  return next;
}

/** The other actions that have one of this action's usual keys. */
export const usualHolders = (tables: readonly KeyTable[], own: OwnKeys, binding: Binding) => [
  ...new Set(binding.chords.flatMap((chord) => holders(tables, own, binding, chord))),
];

/** Every binding once. */
export const bindingsIn = (tables: readonly KeyTable[]): readonly Binding[] => [
  ...new Map(tables.flat().map((each) => [each.name, each])).values(),
];

const rivals = (tables: readonly KeyTable[], { name }: Binding) =>
  bindingsIn(tables.filter((table) => table.some((each) => each.name === name))).filter(
    (other) => other.name !== name,
  );

/** Whether two actions share the key by design: one of them listens only in the large view. */
const areMeant = (one: Binding, other: Binding, chord: Chord) =>
  one.chords.includes(chord) && other.chords.includes(chord);

/** Keys that equal the usual ones are not kept, so that they follow the usual keys of a later version. */
function settled(own: OwnKeys, { name, chords }: Binding, its: readonly Chord[]): OwnKeys {
  const { [name]: _, ...others } = own;
  const isUsual = its.length === chords.length && its.every((chord, i) => chord === chords[i]);
  return isUsual ? others : { ...others, [name]: its };
}
