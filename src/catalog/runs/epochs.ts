import type { Epoch } from '../../core/stored/runs';
import { build, type Connection } from '../database/connection';

export class EpochQueries {
  constructor(private readonly connection: Connection) {}

  /** Records an epoch; a resumed run that repeats an epoch replaces the earlier record. */
  put(runId: number, epoch: Partial<Epoch> & Pick<Epoch, 'epoch' | 'step'>): void {
    const row = {
      step: epoch.step,
      train_loss: finite(epoch.trainLoss),
      train_accuracy: finite(epoch.trainAccuracy),
      validation_loss: finite(epoch.validationLoss),
      validation_accuracy: finite(epoch.validationAccuracy),
      learning_rate: finite(epoch.learningRate),
      seconds: finite(epoch.seconds),
      images_per_second: finite(epoch.imagesPerSecond),
      wait_share: finite(epoch.waitShare),
      at: Date.now(),
    };
    this.connection.run(
      build
        .insertInto('epochs')
        .values({ run_id: runId, epoch: epoch.epoch, ...row })
        .onConflict((conflict) => conflict.columns(['run_id', 'epoch']).doUpdateSet(row)),
    );
  }

  /** Deletes the curve of a run that starts from the beginning. */
  clear(runId: number): void {
    this.connection.run(build.deleteFrom('epochs').where('run_id', '=', runId));
  }

  /** In order. */
  list(runId: number): Epoch[] {
    return this.connection.all(
      build
        .selectFrom('epochs')
        .select([
          'epoch',
          'step',
          'train_loss as trainLoss',
          'train_accuracy as trainAccuracy',
          'validation_loss as validationLoss',
          'validation_accuracy as validationAccuracy',
          'learning_rate as learningRate',
          'seconds',
          'images_per_second as imagesPerSecond',
          'wait_share as waitShare',
        ])
        .where('run_id', '=', runId)
        .orderBy('epoch'),
    );
  }
}

/** SQLite stores neither NaN nor infinity: a diverged loss is stored as "no value". */
function finite(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null;
}
