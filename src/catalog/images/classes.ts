import { type StudioError, studioError } from '../../core/errors';
import { classColor } from '../../core/vocabulary/class-colors';
import { isHeldOut, type Split, splits } from '../../core/vocabulary/images';
import type { ImageClass } from '../../core/vocabulary/labels';
import { build, type Connection } from '../database/connection';
import { nextNumber, noteDeleted } from '../database/numbering';
import { settle } from './duplicates';

/** Keys that are assigned to classes automatically, in this order. */
const digits = [...'1234567890'];
/**
 * Keys that have another meaning in Review or Label: accept, out-of-domain, exclude, reset, class list, help,
 * large view, not the same.
 */
const reserved = new Set([...'aoxr/? -*#"']);

const columns = ['id', 'name', 'color', 'hotkey', 'position', 'merged_into as mergedInto'] as const;

/**
 * The spelling under which a class is stored: Unicode NFC, so that a name typed on one system equals a folder
 * made on another, without invisible characters.
 */
export function className(raw: string): string {
  return raw
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .normalize('NFC')
    .trim();
}

/** What is wrong with a class's name; null for a good one. */
export function classNameError(name: string): StudioError | null {
  if (name === '') return studioError('class-name-empty', {});
  // A line break would shift the lines of every list of classes, and a terminal would act on other control
  // characters.
  if (/[\p{Cc}\u2028\u2029]/u.test(name))
    return studioError('class-name-control', { name: JSON.stringify(name) });
  return null;
}

export class ClassQueries {
  constructor(private readonly connection: Connection) {}

  /** All classes by position, merged ones included. These are the output columns of a new model. */
  list(): ImageClass[] {
    return this.connection.all(build.selectFrom('classes').select(columns).orderBy('position'));
  }

  /** Classes that images can have, by position. */
  active(): ImageClass[] {
    return this.list().filter(({ mergedInto }) => mergedInto === null);
  }

  /** Classes with usable held-out images, but without one to train on; none as long as there are no images to train on at all. */
  onlyHeldOut(): ImageClass[] {
    const having = (splits: readonly Split[]) =>
      new Set(
        this.connection.column<number>(
          `SELECT DISTINCT class_id FROM images WHERE state = 'ok' AND class_id IS NOT NULL
           AND split IN (SELECT value FROM json_each(?))`,
          [JSON.stringify(splits)],
        ),
      );
    const trained = having(['labelled-train']);
    if (trained.size === 0) return [];
    const heldOut = having(splits.filter(isHeldOut));
    return this.active().filter(({ id }) => heldOut.has(id) && !trained.has(id));
  }

  /**
   * Class ids by name, in position order. The name of a merged class leads to the class that it became part
   * of.
   */
  byName(): Map<string, number> {
    return new Map(this.list().map(({ name, id, mergedInto }) => [name, mergedInto ?? id]));
  }

  /**
   * Class ids by the names that classes had before they were renamed, which lists and folders still contain. Names that a class has now are
   * left out.
   */
  byFormerName(): Map<string, number> {
    const rows = this.connection.rows<{ name: string; id: number }>(
      `SELECT f.name, coalesce(c.merged_into, c.id) AS id FROM former_names f JOIN classes c ON c.id = f.class_id
       WHERE f.name NOT IN (SELECT name FROM classes) ORDER BY f.name`,
    );
    return new Map(rows.map(({ name, id }) => [name, id]));
  }

  /** Adds the classes that do not exist yet, after the existing ones, in the order given; returns the ids of all by name. */
  ensure(names: Iterable<string>): Map<string, number> {
    return this.connection.transaction(() => {
      const known = this.byName();
      const keys = new Set(this.list().map(({ hotkey }) => hotkey));
      for (const raw of names) {
        const name = className(raw);
        if (known.has(name)) continue;
        refuseOddName(name);
        const position = known.size;
        const color = classColor(position);
        const hotkey = digits.find((digit) => !keys.has(digit)) ?? null;
        keys.add(hotkey);
        const { id } = this.connection.execute(
          `INSERT INTO classes (id, name, color, hotkey, position) VALUES (${nextNumber('classes')}, ?, ?, ?, ?)`,
          [name, color, hotkey, position],
        );
        this.#forgetFormer(name);
        known.set(name, id);
      }
      return known;
    });
  }

  /** Adds one class. Throws `class-name-taken`, `class-name-merged`, `class-name-empty`, `class-name-control`. */
  add(raw: string): ImageClass {
    const name = className(raw);
    this.#refuseName(name);
    const id = this.ensure([name]).get(name);
    return this.list().find((each) => each.id === id) as ImageClass;
  }

  /**
   * Changes the name, colour or key of a class; its position stays, because models depend on it. Throws as `add` does,
   * `class-key-reserved`, `class-key-taken`, `unknown-class`.
   */
  update(id: number, change: { name?: string; color?: string; hotkey?: string | null }): void {
    const patch = { ...change };
    if (change.name !== undefined) {
      patch.name = className(change.name);
      this.#refuseName(patch.name, id);
    }
    if (change.hotkey) {
      patch.hotkey = change.hotkey.toLowerCase();
      this.#refuseKey(patch.hotkey, id);
    }
    if (Object.keys(patch).length === 0) return;
    const before = this.list().find((each) => each.id === id);
    if (!before) throw unknownClass(id);
    this.connection.transaction(() => {
      this.connection.run(build.updateTable('classes').set(patch).where('id', '=', id));
      if (patch.name === undefined || patch.name === before.name) return;
      this.#forgetFormer(patch.name);
      this.connection.execute('INSERT OR REPLACE INTO former_names (name, class_id) VALUES (?, ?)', [
        before.name,
        id,
      ]);
    });
  }

  /**
   * Merges one class into another, in one transaction: its images get the other class, as new entries of
   * their history, and the results of models and selections are read accordingly. The class itself stays for
   * the models that have it as an output and for their measurements; from now on its column is trained as the
   * other class's. Returns how many images got another label. Throws `unknown-class`, `class-merge`.
   */
  merge(id: number, into: number, who: string): number {
    const active = new Map(this.active().map((each) => [each.id, each]));
    for (const each of [id, into]) if (!active.has(each)) throw unknownClass(each);
    if (id === into) throw studioError('class-merge', {});
    return this.connection.transaction(() => {
      const { connection } = this;
      const hashes = connection.column<string>(
        'SELECT DISTINCT lower(hex(content_hash)) FROM images WHERE class_id = ? AND content_hash IS NOT NULL',
        [id],
      );
      const { changes } = connection.execute(
        'INSERT INTO labels (image_id, class_id, who, at) SELECT id, ?, ?, ? FROM images WHERE class_id = ? ORDER BY id',
        [into, who, Date.now(), id],
      );
      connection.execute('UPDATE pseudo_labels SET class_id = ? WHERE class_id = ?', [into, id]);
      connection.execute('UPDATE selection_items SET class_id = ? WHERE class_id = ?', [into, id]);
      for (const table of ['label_steps', 'label_step_images'])
        connection.execute(`UPDATE ${table} SET class_id = ? WHERE class_id = ?`, [into, id]);
      connection.execute(
        'UPDATE classes SET merged_into = ?, hotkey = NULL WHERE id = ? OR merged_into = ?',
        [into, id, id],
      );
      settle(connection, hashes);
      return changes;
    });
  }

  /**
   * Deletes a class that nothing uses: no image has it, no decision or measurement names it, and no model has it as an output. Its labels
   * that were given and taken back, and their steps, are deleted too. Throws `unknown-class`, `class-not-empty`, `class-in-model`,
   * `class-has-merged`, `class-in-reviews`.
   */
  remove(id: number): void {
    const all = this.list();
    const place = all.findIndex((each) => each.id === id);
    if (place < 0) throw unknownClass(id);
    const { name } = all[place];
    const { connection } = this;
    const count = (sql: string) => connection.row<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`, [id])!.n;
    const images = count('images WHERE class_id = ?');
    const aside = count("images WHERE class_id = ? AND state <> 'ok'");
    if (images > 0)
      throw studioError(aside > 0 ? 'class-not-empty-aside' : 'class-not-empty', { name, images, aside });
    // A model without a recorded number of outputs has all classes that existed when it was trained.
    const models = connection.row<{ n: number }>(
      `SELECT count(*) AS n FROM runs WHERE state <> 'queued' AND (outputs IS NULL OR outputs > ?)`,
      [place],
    )!.n;
    const isNamed = (...places: string[]) => places.some((where) => count(where) > 0);
    if (models > 0 || isNamed('predictions WHERE class_id = ?', 'predictions WHERE true_class_id = ?'))
      throw studioError('class-in-model', { name });
    if (isNamed('classes WHERE merged_into = ?')) throw studioError('class-has-merged', { name });
    if (isNamed('reviews WHERE class_id = ?', 'review_actions WHERE class_id = ?'))
      throw studioError('class-in-reviews', { name });
    connection.transaction(() => {
      connection.execute('DELETE FROM labels WHERE class_id = ?', [id]);
      connection.execute(
        'DELETE FROM label_step_images WHERE step_id IN (SELECT id FROM label_steps WHERE class_id = ?)',
        [id],
      );
      connection.execute('DELETE FROM label_steps WHERE class_id = ?', [id]);
      connection.execute('UPDATE label_step_images SET class_id = NULL WHERE class_id = ?', [id]);
      connection.execute('DELETE FROM former_names WHERE class_id = ?', [id]);
      connection.execute('DELETE FROM classes WHERE id = ?', [id]);
      noteDeleted(connection, 'classes', id);
      // Positions have no gaps: a new class takes the next one.
      connection.execute('UPDATE classes SET position = position - 1 WHERE position > ?', [
        all[place].position,
      ]);
    });
  }

  /** A class that gets a name takes it from the class that had it before. */
  #forgetFormer(name: string): void {
    this.connection.execute('DELETE FROM former_names WHERE name = ?', [name]);
  }

  #refuseName(name: string, own?: number): void {
    refuseOddName(name);
    const other = this.list().find((each) => each.name === name && each.id !== own);
    if (!other) return;
    throw studioError(other.mergedInto === null ? 'class-name-taken' : 'class-name-merged', { name });
  }

  #refuseKey(key: string, own: number): void {
    if (reserved.has(key))
      throw studioError('class-key-reserved', { key: key === ' ' ? 'Space' : key.toUpperCase() });
    const other = this.list().find((each) => each.hotkey?.toLowerCase() === key && each.id !== own);
    if (other) throw studioError('class-key-taken', { key: key.toUpperCase(), name: other.name });
  }
}

function refuseOddName(name: string): void {
  const error = classNameError(name);
  if (error !== null) throw error;
}

function unknownClass(id: number): StudioError {
  return studioError('unknown-class', { id: String(id) });
}
