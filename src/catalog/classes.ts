import { StudioError } from '../core/errors';
import { build, type Connection } from './connection';

/** One class of the project. `position` is its column in a model's output. */
export interface ImageClass {
  readonly id: number;
  readonly name: string;
  /** CSS colour. */
  readonly color: string;
  readonly hotkey: string | null;
  readonly position: number;
}

/** Okabe and Ito's palette (2008): eight colours that colour-blind people can tell apart, then the same ones lighter. */
const palette = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442', '#999999'];

/** The spelling under which a class is kept: NFC, so that a name typed on one system equals the folder made on another. */
export function className(raw: string): string {
  return raw.normalize('NFC').trim();
}

export class ClassQueries {
  constructor(private readonly connection: Connection) {}

  /** All classes by position. */
  list(): ImageClass[] {
    return this.connection.all(build.selectFrom('classes').selectAll().orderBy('position'));
  }

  /** Ids by name, in position order. */
  byName(): Map<string, number> {
    return new Map(this.list().map(({ name, id }) => [name, id]));
  }

  /** Adds the classes that are not there yet, after the existing ones, in the order given; gives ids by name for all. */
  ensure(names: Iterable<string>): Map<string, number> {
    return this.connection.transaction(() => {
      const known = this.byName();
      for (const raw of names) {
        const name = className(raw);
        if (name === '') throw new StudioError('class-name', 'A class needs a name: an empty one was given.');
        if (known.has(name)) continue;
        const position = known.size;
        const color = palette[position % palette.length];
        const hotkey = position < 9 ? String(position + 1) : null;
        const row = build.insertInto('classes').values({ name, color, hotkey, position });
        known.set(name, this.connection.run(row).id);
      }
      return known;
    });
  }

  /** Changes what is shown of a class; its position stays, models depend on it. Throws `class-name`, `unknown-class`. */
  update(id: number, change: { name?: string; color?: string; hotkey?: string | null }): void {
    const patch = change.name === undefined ? change : { ...change, name: className(change.name) };
    if (patch.name === '')
      throw new StudioError('class-name', 'A class needs a name: an empty one was given.');
    const other = patch.name === undefined ? undefined : this.byName().get(patch.name);
    if (other !== undefined && other !== id)
      throw new StudioError('class-name', `There is already a class "${patch.name}". Choose another name.`);
    if (Object.keys(patch).length === 0) return;
    const { changes } = this.connection.run(build.updateTable('classes').set(patch).where('id', '=', id));
    if (changes === 0) throw new StudioError('unknown-class', `There is no class number ${id}.`);
  }
}
