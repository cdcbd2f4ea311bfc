import { Text } from '@mantine/core';
import { IconSwords } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AttacksView, RunView } from '../../../../contract';
import { attackTitles, curvesOf, measuredOf, strengthsOf } from '../../../../core/adversarial/strength';
import { ask } from '../../../base/studio/connection';
import { modelName } from '../../../base/words/model-name';
import { AttackChart, attackDash, type DrawnCurve } from '../../../charts/AttackChart';
import { CurveLegend } from '../../../charts/CurveChart';
import { chartColor } from '../../../charts/chart-colors';
import { ChangedNote, OtherImagesNote } from '../chosen/MeasuredNotes';
import { measureAttacks } from '../chosen/measure';
import type { MeasuredPart } from '../chosen/measured-part';
import { NextMeasurement } from '../chosen/NextMeasurement';
import { NotMeasuredPart } from '../chosen/NotMeasuredPart';
import { AttackStrip } from './AttackStrip';
import attacks from './Attacks.module.css';
import { AttackTable } from './AttackTable';
import robust from './Robustness.module.css';

/** The attacks and strengths of a whole measurement, besides the clean images. */
const wanted = strengthsOf({});

const part: MeasuredPart = {
  job: 'attack',
  words: 'attacks',
  icon: IconSwords,
  measure: measureAttacks,
};

interface AttacksTabProps {
  /** Finished models, in order. */
  readonly runs: readonly RunView[];
  readonly run: RunView;
}

/** The accuracy of models on attacked test images, whichever split is shown. */
export function AttacksTab({ runs, run }: AttacksTabProps) {
  const runIds = runs.map(({ runId }) => runId);
  const { data: all } = useQuery(ask.attacks.list.queryOptions({ input: { runIds } }));
  if (!all) return null;
  const own = all.find(({ runId }) => runId === run.runId);
  if (own?.clean) return <Measured runs={runs} run={run} own={own} all={all} />;
  return <NotMeasuredPart part={part} run={run} />;
}

interface MeasuredProps extends AttacksTabProps {
  readonly own: AttacksView;
  readonly all: readonly AttacksView[];
}

function Measured({ runs, run, own, all }: MeasuredProps) {
  const { t } = useTranslation();
  const { data: changed } = useQuery(ask.attacks.changed.queryOptions({ input: { runId: run.runId } }));
  // A chart compares only models that were measured on the same images and labels.
  const beside = all.filter(({ imageSet }) => imageSet === own.imageSet);
  const others = runs.filter(
    ({ runId }) => all.some((each) => each.runId === runId) && !beside.some((each) => each.runId === runId),
  );
  const curves = runs.flatMap((each, i): DrawnCurve[] => {
    const measured = beside.find(({ runId }) => runId === each.runId);
    if (!measured) return [];
    return curvesOf(measured).map((curve) => ({
      ...curve,
      color: chartColor(i),
      name: `${modelName(each.name)} · ${curveTitle(curve)}`,
    }));
  });
  return (
    <>
      {changed && <ChangedNote />}
      <div className={attacks.page}>
        <div className={robust.beside}>
          <Text fw={600} fz={12.5}>
            {t('evaluate.attacks.chart')}
          </Text>
          {curves.length > 0 && (
            <>
              <AttackChart
                curves={curves}
                label={t('evaluate.attacks.chart')}
                axis={t('evaluate.attacks.axis')}
              />
              <CurveLegend curves={curves.map((curve) => ({ ...curve, dash: attackDash[curve.attack] }))} />
              <AttackTable measured={own} model={modelName(run.name)} />
            </>
          )}
          {others.length > 0 && <OtherImagesNote models={others} />}
        </div>
        <div className={robust.beside}>
          <NextMeasurement
            part={part}
            run={run}
            images={own.images}
            done={measuredOf(own, wanted)}
            all={wanted.length + 1}
            changed={changed === true}
            lacking={runs.filter(({ runId }) => !all.some((each) => each.runId === runId))}
          />
          <AttackStrip runId={run.runId} />
        </div>
      </div>
    </>
  );
}

const curveTitle = ({ attack, steps }: Pick<DrawnCurve, 'attack' | 'steps'>) =>
  attack === 'pgd' ? `${attackTitles.pgd} ${steps}` : attackTitles[attack];
