import { IconPackageExport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../base/frame/Empty';
import { Screen } from '../../base/frame/Screen';
import { type ScreenDefinition, screenTitle } from '../../base/frame/screen-definition';
import { ImagesComing, useImagesComing } from '../../base/pictures/ImagesComing';
import { ask } from '../../base/studio/connection';
import { addImages } from '../../dialogs/add-images';
import { total } from './choice';
import styles from './Export.module.css';
import { LabelsPanel } from './LabelsPanel';
import { ModelPanel } from './ModelPanel';
import { ReportPanel } from './ReportPanel';

/** The Export screen: labels, models and reports. */
function ExportScreen() {
  const { t } = useTranslation();
  const { data: counts } = useQuery(ask.export.preview.queryOptions());
  const { data: experiments } = useQuery(ask.runs.experiments.queryOptions());
  const coming = useImagesComing();
  const empty = counts !== undefined && total(counts) === 0;
  return (
    <Screen title={screenTitle(exportScreen)} hint={t('export.hint')}>
      {empty && coming && <ImagesComing job={coming} />}
      {empty && !coming && (
        <Empty
          icon={IconPackageExport}
          title={t('export.emptyTitle')}
          action={{ label: t('data.add'), run: addImages, writes: true }}
        >
          {t('export.emptyHelp')}
        </Empty>
      )}
      {counts && !empty && experiments && (
        <div className={styles.page}>
          <div className={styles.column}>
            <LabelsPanel />
            <ReportPanel experiments={experiments} />
          </div>
          <ModelPanel experiments={experiments} />
        </div>
      )}
    </Screen>
  );
}

declare module '../../base/kept/navigation' {
  interface Screens {
    export: true;
  }
}

export const exportScreen: ScreenDefinition = {
  name: 'export',
  title: { en: 'Export', ko: '내보내기' },
  icon: IconPackageExport,
  component: ExportScreen,
  pictures: true,
  asksAgain: { images: [ask.export], reviews: [ask.export] },
};
