import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LabelSession } from '../session/label-session';

/** Chooses what is listed beside the images. */
export function PanelTabs({ session }: { readonly session: LabelSession }) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('label.panel')}
      value={session.panel.use()}
      onChange={(panel) => void session.turnPanel(panel as 'classes' | 'clusters')}
      data={[
        { value: 'classes', label: t('label.classes') },
        { value: 'clusters', label: t('label.clusters.title') },
      ]}
      data-testid="label-panel"
    />
  );
}
