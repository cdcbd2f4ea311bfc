import { IconEye, IconPhoto, IconSchool, IconTag, IconTestPipe } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DataOverview } from '../../../contract';
import { methodOf, roundsOf, trainingsOf } from '../../../core/methods';
import { type Recipe, studentOf } from '../../../core/recipe';
import { startImages } from '../../../core/start/start-problems';
import { count } from '../../base/words/format';
import { archText, modelWords } from '../recipe/recipe-words';
import styles from './NewExperiment.module.css';

interface OutlineProps {
  readonly overview: DataOverview;
  readonly recipe: Recipe;
  readonly pause: boolean;
}

interface Step {
  readonly icon: typeof IconPhoto;
  readonly text: string;
  readonly detail: string;
}

/** What will happen, step by step, with the number of images in each part. */
export function Outline({ overview, recipe, pause }: OutlineProps) {
  const { t } = useTranslation();
  const steps = useSteps(overview, recipe, pause);
  return (
    <section className={styles.outline} aria-label={t('newExperiment.what')}>
      <h3>{t('newExperiment.what')}</h3>
      <ol>
        {steps.map(({ icon: Icon, text, detail }) => (
          <li key={text}>
            <Icon size={16} stroke={1.6} aria-hidden />
            <span>{text}</span>
            <span className={styles.detail}>{detail}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useSteps(overview: DataOverview, recipe: Recipe, pause: boolean): Step[] {
  const { t } = useTranslation();
  const images = startImages(overview, recipe);
  const classes = overview.classes.length;
  const n = (value: number) => t('newExperiment.images', { count: value, n: count(value) });
  const { run, pool } = methodOf(recipe).first;
  const arch = modelWords(recipe.teacher, classes);
  const steps: Step[] = [
    {
      icon: IconSchool,
      text: t(run === 'model' ? 'newExperiment.model' : 'newExperiment.teacher', { arch }),
      detail:
        images.validation === 0
          ? n(images.labelled)
          : t(images.drawn ? 'newExperiment.onLabelledDrawn' : 'newExperiment.onLabelled', {
              labelled: n(images.labelled),
              validation: count(images.validation),
            }),
    },
  ];
  if (pool === 'unlabelled')
    steps.push({ icon: IconPhoto, text: t('newExperiment.learnsPool'), detail: n(images.pool) });
  for (let number = 1; number <= roundsOf(recipe); number++) {
    const who =
      number === 1 ? t('newExperiment.theTeacher') : t('newExperiment.student', { number: number - 1 });
    steps.push(
      { icon: IconTag, text: t('newExperiment.label', { who }), detail: n(images.pool) },
      ...(pause
        ? [{ icon: IconEye, text: t('newExperiment.review', { number }), detail: t('newExperiment.waits') }]
        : []),
      {
        icon: IconSchool,
        text: t('newExperiment.trainStudent', {
          number,
          arch: archText(studentOf(recipe, number).arch, classes),
        }),
        detail: t(
          trainingsOf(recipe, number).length > 1 ? 'newExperiment.onePartFirst' : 'newExperiment.onBoth',
        ),
      },
    );
  }
  if (images.test > 0)
    steps.push({
      icon: IconTestPipe,
      text: t('newExperiment.measure'),
      detail: t('newExperiment.onTest', { images: n(images.test) }),
    });
  return steps;
}
