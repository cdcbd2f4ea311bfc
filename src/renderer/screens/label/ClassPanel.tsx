import { ActionIcon, Kbd, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelOverview } from '../../../contract';
import { count } from '../../base/words/format';
import { AddClass } from '../../dialogs/AddClass';
import { choiceOf } from './choice';
import styles from './Label.module.css';
import type { LabelSession } from './label-session';
import { PanelTabs } from './PanelTabs';

interface ClassPanelProps {
  readonly session: LabelSession;
  readonly classes: LabelOverview['classes'];
}

/**
 * The number of labels of each class; a click shows the images of a class, a second click all labelled
 * images.
 */
export function ClassPanel({ session, classes }: ClassPanelProps) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const { view, classId } = session.choice.use();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: classes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 10,
  });
  const most = Math.max(1, ...classes.map(({ images }) => images));
  return (
    <section className={styles.classes} aria-label={t('label.classes')}>
      <header className={styles.heading}>
        <PanelTabs session={session} />
        <Tooltip label={t('label.newClass')}>
          <ActionIcon size="sm" aria-label={t('label.newClass')} onClick={() => setAdding(true)}>
            <IconPlus size={15} />
          </ActionIcon>
        </Tooltip>
      </header>
      {classes.length === 0 && (
        <Text fz="sm" c="dimmed">
          {t('label.noClasses')}
        </Text>
      )}
      <div ref={scroller} className={styles.classList}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const { id, name, color, hotkey, images } = classes[index];
            return (
              <UnstyledButton
                key={id}
                className={styles.class}
                style={{ top: start }}
                title={t('label.showClass', { name })}
                aria-pressed={view === 'labelled' && classId === id}
                onClick={() => void session.ask(choiceOf('labelled', classId === id ? null : id))}
                data-testid="label-class"
              >
                <span className={styles.swatch} style={{ background: color }} />
                <Text truncate fz="sm">
                  {name}
                </Text>
                {hotkey ? <Kbd size="xs">{hotkey}</Kbd> : <span />}
                <span className={styles.number}>{count(images)}</span>
                <span className={styles.share} aria-hidden>
                  <span style={{ width: `${(images / most) * 100}%`, background: color }} />
                </span>
              </UnstyledButton>
            );
          })}
        </div>
      </div>
      {adding && <AddClass close={() => setAdding(false)} />}
    </section>
  );
}
