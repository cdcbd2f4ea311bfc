import { sidePanel } from '../../../base/frame/side-panel';
import { i18n } from '../../../base/strings';
import styles from './LabelPanel.module.css';

export const labelPanel = sidePanel('label', {
  label: () => i18n.t('label.show'),
  className: styles.side,
  ...{ usual: 250, narrow: 250, least: 220, most: 460 },
});
