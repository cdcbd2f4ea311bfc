import { Button } from '@mantine/core';
import { IconChartDots3, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../base/frame/Empty';
import { Screen } from '../../base/frame/Screen';
import { type ScreenDefinition, screenTitle } from '../../base/frame/screen-definition';
import { chosenStudy } from '../../base/kept/chosen-study';
import { goTo } from '../../base/kept/navigation';
import { useWriting } from '../../base/kept/writing';
import { ask } from '../../base/studio/connection';
import { openNewStudy } from '../../dialogs/new-study/NewStudy';
import { openSplitDialog } from '../../dialogs/SplitDialog';
import styles from './Studies.module.css';
import { StudyDetail } from './StudyDetail';
import { StudyList } from './StudyList';
import { waitingNames } from './study-state';

/** The Studies screen: the progress and the results of each study. */
function StudiesScreen() {
  const { t } = useTranslation();
  const writing = useWriting();
  const { data: studies } = useQuery(ask.studies.list.queryOptions());
  const { data: jobs = [] } = useQuery(ask.jobs.list.queryOptions());
  const wanted = chosenStudy.use();
  const waiting = waitingNames(jobs, studies ?? []);
  const empty = studies?.length === 0 && waiting.length === 0;
  const chosen = [...waiting, ...(studies ?? []).map(({ name }) => name)];
  const name = wanted !== null && chosen.includes(wanted) ? wanted : chosen[0];
  const study = studies?.find((each) => each.name === name);
  return (
    <Screen
      title={screenTitle(studiesScreen)}
      actions={
        <Button leftSection={<IconPlus size={15} />} {...writing()} onClick={openNewStudy}>
          {t('studies.new')}
        </Button>
      }
    >
      {empty && <NoStudies />}
      {studies && !empty && (
        <div className={styles.page}>
          <StudyList studies={studies} waiting={waiting} jobs={jobs} chosen={name} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard. */}
          <section className={styles.right} aria-label={name} tabIndex={0}>
            {study ? (
              <StudyDetail key={study.id} studyId={study.id} jobs={jobs} />
            ) : (
              <p className={styles.faint}>{t('studies.waitsInQueue')}</p>
            )}
          </section>
        </div>
      )}
    </Screen>
  );
}

/** Shown while there are no studies: the next step is to start one, or to draw test images for it. */
function NoStudies() {
  const { t } = useTranslation();
  const { data: overview } = useQuery(ask.data.overview.queryOptions());
  if (!overview) return null;
  if (overview.splits.test > 0)
    return (
      <Empty
        icon={IconChartDots3}
        title={t('studies.emptyTitle')}
        action={{ label: t('studies.new'), run: openNewStudy, writes: true }}
      >
        {t('studies.emptyHelp')}
      </Empty>
    );
  const mend = () => {
    goTo('data');
    if (overview.drawable > 0) openSplitDialog();
  };
  return (
    <Empty
      icon={IconChartDots3}
      title={t('studies.noTestTitle')}
      action={{ label: t(overview.drawable > 0 ? 'studies.split' : 'studies.toData'), run: mend }}
    >
      {t('studies.noTestHelp')}
    </Empty>
  );
}

declare module '../../base/kept/navigation' {
  interface Screens {
    studies: true;
  }
}

export const studiesScreen: ScreenDefinition = {
  name: 'studies',
  title: { en: 'Studies', ko: '연구' },
  icon: IconChartDots3,
  component: StudiesScreen,
  asksAgain: {
    experiments: [ask.studies],
    images: [ask.studies.plan],
    evaluations: [ask.studies.get],
    robustness: [ask.studies.get],
  },
};
