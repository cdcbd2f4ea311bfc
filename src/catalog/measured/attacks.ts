import {
  type AttackedResults,
  type AttackName,
  attackNames,
  type Strength,
} from '../../core/adversarial/strength';
import type { Measurement, MeasurementKind } from './measurements';

/** A model's predictions for images, clean and attacked, as far as they were measured. */
export type Attacks = Measurement<Pick<AttackedResults, 'clean' | 'results'>>;

/** How many of the first `shown` images were predicted correctly (`right`). */
interface Count {
  readonly shown: number;
  readonly right: number;
}

type Row = {
  readonly attack: string;
  readonly steps: number;
  readonly epsilon: number;
  readonly shown: number;
  readonly correct: number;
};

const clean = { attack: 'clean', steps: 0, epsilon: 0 } as const;

/** A strength of null stands for the unattacked images. */
export const attacks: MeasurementKind<
  Strength | null,
  Count,
  Row,
  Pick<AttackedResults, 'clean' | 'results'>
> = {
  ...{ table: 'attacks', cells: 'attack_cells', link: 'attacks_id' },
  key: 'attack, steps, epsilon',
  row(strength, { shown, right }) {
    const { attack, steps, epsilon } = strength ?? clean;
    return { attack, steps, epsilon, shown, correct: right };
  },
  results(rows) {
    const unharmed = rows.find(({ attack }) => attack === clean.attack);
    return {
      clean: unharmed ? { shown: unharmed.shown, right: unharmed.correct } : null,
      results: rows.flatMap(({ attack, steps, epsilon, shown, correct }) =>
        isName(attack) ? [{ attack, steps, epsilon, shown, right: correct }] : [],
      ),
    };
  },
};

/** A later version may know more attacks. */
const isName = (name: string): name is AttackName => attackNames.includes(name as AttackName);
