import {
  type AttackedResults,
  type AttackName,
  type AttackResult,
  attackNames,
  type Strength,
} from '../core/adversarial/strength';
import type { Split } from '../core/vocabulary/images';
import { build, type Connection } from './connection';

/** What identifies a measurement: two with the same key are the same one. */
export interface AttacksKey {
  readonly runId: number;
  readonly split: Split;
  /** Hash of the images and their labels. */
  readonly imageSet: string;
  /** Of the attacks. */
  readonly version: number;
}

/** A model's predictions for images, clean and attacked, as far as they were measured. */
export interface Attacks extends AttacksKey, AttackedResults {
  readonly id: number;
  /** When its newest part was measured. */
  readonly measuredAt: number;
}

const clean = { attack: 'clean', steps: 0, epsilon: 0 } as const;

export class AttackQueries {
  constructor(private readonly connection: Connection) {}

  /** Returns the id of the measurement with this key, which is created if there is none. */
  begin({ runId, split, imageSet, version }: AttacksKey, images: number): number {
    return this.connection.transaction(() => {
      const known = this.connection.get(
        build
          .selectFrom('attacks')
          .select('id')
          .where('run_id', '=', runId)
          .where('split', '=', split)
          .where('image_set', '=', imageSet)
          .where('version', '=', version),
      );
      if (known) return known.id;
      const row = { run_id: runId, split, image_set: imageSet, version, images, created_at: Date.now() };
      return this.connection.run(build.insertInto('attacks').values(row)).id;
    });
  }

  /**
   * Stores how many of the first `shown` images were read right under an attack; null stands for none. An earlier value is replaced.
   */
  put(
    id: number,
    strength: Strength | null,
    { shown, right }: { readonly shown: number; readonly right: number },
  ): void {
    const { attack, steps, epsilon } = strength ?? clean;
    this.connection.execute(
      `INSERT INTO attack_cells (attacks_id, attack, steps, epsilon, shown, correct, at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET shown = excluded.shown, correct = excluded.correct, at = excluded.at`,
      [id, attack, steps, epsilon, shown, right, Date.now()],
    );
  }

  get(id: number): Attacks {
    const [found] = this.#read('id = ?', [id]);
    return found;
  }

  /** For each of these runs, the newest measurement on each split under this version of the attacks. */
  newest(runIds: readonly number[], version: number): Attacks[] {
    const all = this.#read('version = ? AND run_id IN (SELECT value FROM json_each(?))', [
      version,
      JSON.stringify(runIds),
    ]);
    const last = new Map<string, Attacks>();
    for (const each of all.sort((a, b) => a.measuredAt - b.measuredAt || a.id - b.id))
      last.set(`${each.runId} ${each.split}`, each);
    return [...last.values()];
  }

  #read(where: string, values: readonly (string | number)[]): Attacks[] {
    const rows = this.connection.rows<AttacksKey & { id: number; images: number; createdAt: number }>(
      `SELECT id, run_id AS runId, split, image_set AS imageSet, version, images, created_at AS createdAt
       FROM attacks WHERE ${where}`,
      [...values],
    );
    return rows.map(({ createdAt, ...row }) => {
      const cells = this.connection.rows<CellRow>(
        `SELECT attack, steps, epsilon, shown, correct, at FROM attack_cells
         WHERE attacks_id = ? ORDER BY attack, steps, epsilon`,
        [row.id],
      );
      const unharmed = cells.find(({ attack }) => attack === clean.attack);
      return {
        ...row,
        clean: unharmed ? { shown: unharmed.shown, right: unharmed.correct } : null,
        results: cells.filter(({ attack }) => isName(attack)).map(result),
        measuredAt: cells.reduce((last, { at }) => Math.max(last, at), createdAt),
      };
    });
  }
}

interface CellRow {
  readonly attack: string;
  readonly steps: number;
  readonly epsilon: number;
  readonly shown: number;
  readonly correct: number;
  readonly at: number;
}

/** A later version may know more attacks. */
const isName = (name: string) => attackNames.includes(name as AttackName);

function result({ attack, steps, epsilon, shown, correct }: CellRow): AttackResult {
  return { attack: attack as AttackName, steps, epsilon, shown, right: correct };
}
