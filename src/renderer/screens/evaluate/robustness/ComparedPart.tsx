import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { modelName } from '../../../base/words/model-name';
import { ChangedNote, OtherImagesNote } from '../chosen/MeasuredNotes';
import type { MeasuredPart } from '../chosen/measured-part';
import { NextMeasurement } from '../chosen/NextMeasurement';
import { NotMeasuredPart } from '../chosen/NotMeasuredPart';
import robust from './Robustness.module.css';
import type { RobustnessProps } from './robustness-props';

/** What every measurement of one model on changed test images contains. */
interface Measured {
  readonly runId: number;
  readonly imageSet: string;
  readonly images: number;
}

/** A measurement that is compared with that of another model. */
export interface ComparedMeasurement<V extends Measured> extends MeasuredPart {
  /** How many kinds of change were measured. */
  readonly pieces: (view: V) => number;
  /** The finished pieces of the measurement; `whole` is the number of pieces of a whole one. */
  readonly done: (view: V) => number;
  readonly whole: number;
}

interface ComparedPartProps<V extends Measured> extends RobustnessProps {
  readonly part: ComparedMeasurement<V>;
  /** The measurements of both models. */
  readonly all: readonly V[];
  /** Whether the test images have changed since the measurement. */
  readonly changed: boolean;
  /** `other` is null if the other model was not measured on the same images. */
  readonly table: (own: V, other: V | null) => ReactNode;
  readonly figures: (own: V, other: V | null) => ReactNode;
  /** Examples of images. */
  readonly strip: ReactNode;
}

/**
 * The frame around a measurement on changed test images. It says what was not measured yet, what has changed since, and what to do next.
 */
export function ComparedPart<V extends Measured>(props: ComparedPartProps<V>) {
  const { part, all, run, base, changed, table, figures, strip } = props;
  const { t } = useTranslation();
  const own = all.find(({ runId }) => runId === run.runId);
  if (!own || part.done(own) === 0) return <NotMeasuredPart part={part} run={run} />;
  const other = all.find(({ runId }) => runId === base?.runId);
  const comparable = other !== undefined && other.imageSet === own.imageSet ? other : null;
  const lacking = base !== null && (!other || part.pieces(other) < part.pieces(own)) ? base : null;
  return (
    <>
      {changed && <ChangedNote />}
      <div className={robust.page}>
        {table(own, comparable)}
        <div className={robust.beside}>
          {figures(own, comparable)}
          {base && other && !comparable && <OtherImagesNote models={[base]} />}
          <NextMeasurement
            part={part}
            run={run}
            images={own.images}
            done={part.done(own)}
            all={part.whole}
            changed={changed}
            lacking={lacking ? [lacking] : []}
            note={
              lacking && !other
                ? t('evaluate.robust.baseMissing', { model: modelName(lacking.name) })
                : undefined
            }
          />
          {strip}
        </div>
      </div>
    </>
  );
}
