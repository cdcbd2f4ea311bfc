import { ActionIcon, Tooltip } from '@mantine/core';
import { IconInfoCircle, IconZoomIn, IconZoomOut, IconZoomReset } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usedKeys, withKeys } from '../../base/keys/keys-in-use';
import { percent } from '../../base/words/format';
import { factsShown } from '../zoom/facts-shown';
import { shownShare } from '../zoom/zoom';
import { type ZoomAct, type Zooming, zoomKeys } from '../zoom/zooming';
import styles from './LargeView.module.css';

/** The size at which the picture is shown, and buttons for the actions of the zoom keys. */
export function ZoomBar({ zooming }: { readonly zooming: Zooming }) {
  const { t } = useTranslation();
  const zoom = zooming.zoom.use();
  const area = zooming.area.use();
  const facts = factsShown.use();
  usedKeys.use();
  const button = (act: ZoomAct, label: string, Icon: typeof IconZoomIn, pressed?: boolean) => (
    <Tooltip label={withKeys(label, zoomKeys[act])}>
      <ActionIcon
        aria-label={label}
        aria-pressed={pressed}
        variant={pressed ? 'light' : 'subtle'}
        onClick={() => zooming.do(act)}
        data-testid={`large-${act}`}
      >
        <Icon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <span className={styles.tools}>
      {button('zoom-out', t('gallery.zoomOut'), IconZoomOut)}
      <span className={styles.share} data-testid="zoom-share">
        {area && percent(shownShare(zoom, area), 0)}
      </span>
      {button('zoom-in', t('gallery.zoomIn'), IconZoomIn)}
      {button('actual-size', t('gallery.actualSize'), IconZoomReset)}
      {button('facts', t('gallery.facts'), IconInfoCircle, facts)}
    </span>
  );
}
