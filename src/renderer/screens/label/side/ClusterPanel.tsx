import { ActionIcon, Button, Kbd, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClusterView, LabelOverview } from '../../../../contract';
import { percentText } from '../../../../core/words/shares';
import { useWriting } from '../../../base/kept/writing';
import { firstKey, usedKeys } from '../../../base/keys/keys-in-use';
import { Picture } from '../../../base/pictures/Picture';
import { count } from '../../../base/words/format';
import { perform } from '../../../gallery/actions/actions';
import { proposedAction } from '../actions/label-actions';
import type { LabelSession } from '../session/label-session';
import { BasisSwitch } from './BasisSwitch';
import styles from './ClusterPanel.module.css';
import { PanelTabs } from './PanelTabs';
import sideStyles from './Side.module.css';

interface ClusterPanelProps {
  readonly session: LabelSession;
  readonly classes: LabelOverview['classes'];
}

const rowHeight = 92;

/** Clusters of images that look alike, the largest first; a click shows all images of one, selected. */
export function ClusterPanel({ session, classes }: ClusterPanelProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  const clusters = session.likeness.clusters.use();
  const job = session.likeness.job.use();
  const { cluster: shown } = session.choice.use();
  const make = () => void session.turnPanel('clusters');
  return (
    <section className={sideStyles.classes} aria-label={t('label.clusters.title')}>
      <header className={sideStyles.heading}>
        <PanelTabs session={session} />
        <Tooltip label={t('label.clusters.again')}>
          <ActionIcon
            size="sm"
            aria-label={t('label.clusters.again')}
            {...writing(job !== null)}
            onClick={make}
          >
            <IconRefresh size={15} />
          </ActionIcon>
        </Tooltip>
      </header>
      <BasisSwitch session={session} />
      {clusters === null && job === null && (
        <Button mt="sm" variant="default" {...writing()} onClick={make}>
          {t('label.clusters.make')}
        </Button>
      )}
      {clusters?.length === 0 && (
        <Text fz="sm" c="dimmed" mt="sm">
          {t('label.clusters.none')}
        </Text>
      )}
      {clusters && clusters.length > 0 && (
        <Rows session={session} clusters={clusters} shown={shown} classes={classes} />
      )}
      <Proposal session={session} classes={classes} />
    </section>
  );
}

interface RowsProps extends ClusterPanelProps {
  readonly clusters: readonly ClusterView[];
  readonly shown: number | null;
}

function Rows({ session, clusters, shown, classes }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: clusters.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  });
  const at = clusters.findIndex(({ number }) => number === shown);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at);
  }, [at, rows]);
  return (
    <div ref={scroller} className={sideStyles.classList}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <Row
            key={clusters[index].number}
            cluster={clusters[index]}
            top={start}
            isShown={index === at}
            name={classes.find(({ id }) => id === clusters[index].proposal?.classId)?.name ?? null}
            show={() => void session.showCluster(clusters[index].number)}
          />
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly cluster: ClusterView;
  readonly top: number;
  readonly isShown: boolean;
  /** The name of the class that the cluster's images probably have; null if unknown. */
  readonly name: string | null;
  readonly show: () => void;
}

function Row({ cluster: { number, images, labelled, typical }, top, isShown, name, show }: RowProps) {
  const { t } = useTranslation();
  const share = images > 0 ? labelled / images : 0;
  const words = [
    t('label.clusters.number', { number: number + 1 }),
    t('label.images', { count: images, n: count(images) }),
    t('label.clusters.labelled', { share: percent(share) }),
    name && t('label.clusters.probably', { name }),
  ].filter(Boolean);
  return (
    <UnstyledButton
      className={styles.cluster}
      style={{ top, height: rowHeight - 4 }}
      aria-pressed={isShown}
      aria-label={words.join(', ')}
      onClick={show}
      data-testid="cluster"
      data-number={number}
    >
      <span className={styles.pictures}>
        {typical.map((id) => (
          <Picture key={id} imageId={id} size={64} className={styles.picture} />
        ))}
      </span>
      <span className={styles.facts}>
        <b>{count(images)}</b>
        <span className={styles.guess} title={name ?? undefined}>
          {name && `${name}?`}
        </span>
        <span className={styles.part}>{t('label.clusters.labelled', { share: percent(share) })}</span>
      </span>
      <span className={styles.share} aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </span>
    </UnstyledButton>
  );
}

/** Rounds down, so that 100 % means all images. */
const percent = (share: number) => percentText(Math.floor(share * 100 + 1e-9) / 100, 0);

/** The class that the shown cluster's images probably have, with the button that assigns it to all of them. */
function Proposal({ session, classes }: ClusterPanelProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  session.choice.use();
  session.likeness.clusters.use();
  usedKeys.use();
  const key = firstKey(proposedAction.keys);
  const { cluster } = session;
  const its = classes.find(({ id }) => id === cluster?.proposal?.classId);
  if (!cluster?.proposal || !its) return null;
  const { by, from } = cluster.proposal;
  return (
    <Button
      className={styles.give}
      variant="light"
      rightSection={key && <Kbd size="xs">{key}</Kbd>}
      title={t(`label.clusters.by.${by}`, { count: from, n: count(from) })}
      {...writing()}
      onClick={() => perform(proposedAction, session)}
      data-testid="action-give-proposed"
    >
      <Text truncate span fz="sm">
        {t('label.clusters.giveName', { name: its.name })}
      </Text>
    </Button>
  );
}
