import { ActionIcon, Kbd, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassView, Split } from '../../../contract';
import { useNameSearch } from '../../base/frame/NameSearch';
import { Panel } from '../../base/frame/Screen';
import { Swatch } from '../../base/frame/Swatch';
import { browse } from '../../base/kept/browsed';
import { readOnly, useWriting } from '../../base/kept/writing';
import { count } from '../../base/words/format';
import { splitColors } from '../../base/words/splits';
import { AddClass } from '../../dialogs/AddClass';
import { ClassEditor } from './ClassEditor';
import styles from './Data.module.css';

const rowHeight = 29;
const shownSplits = ['labelled-train', 'validation', 'test'] as const satisfies Split[];

const labelled = (images: ClassView['images']) => shownSplits.reduce((sum, split) => sum + images[split], 0);

/**
 * Labelled images by class as bars, divided by split. A click on a class edits its name, colour or key; a click on its number shows its
 * images in Label.
 */
export function ClassList({ classes }: { readonly classes: readonly ClassView[] }) {
  const { t } = useTranslation();
  const writing = useWriting();
  const [adding, setAdding] = useState(false);
  const [edited, setEdited] = useState<number | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { shown, field } = useNameSearch(classes);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const most = Math.max(1, ...classes.map(({ images }) => labelled(images)));
  const inEdit = classes.find(({ id }) => id === edited);
  return (
    <Panel
      title={t('data.classes', { count: classes.length, n: count(classes.length) })}
      actions={
        <>
          {field({ w: 150, testId: 'class-search' })}
          <Legend />
          <Tooltip label={t('classEditor.add')}>
            <ActionIcon
              size="sm"
              aria-label={t('classEditor.add')}
              {...writing()}
              onClick={() => setAdding(true)}
            >
              <IconPlus size={15} />
            </ActionIcon>
          </Tooltip>
        </>
      }
    >
      {classes.length === 0 && (
        <Text c="dimmed" p="md">
          {t('data.noClasses')}
        </Text>
      )}
      {classes.length > 0 && shown.length === 0 && (
        <Text c="dimmed" p="md">
          {t('names.none')}
        </Text>
      )}
      <div ref={scroller} style={{ maxHeight: 346, overflow: 'auto', padding: '6px 0' }}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => (
            <div key={shown[index].id} style={{ position: 'absolute', top: start, left: 4, right: 4 }}>
              <Row view={shown[index]} most={most} edit={() => setEdited(shown[index].id)} />
            </div>
          ))}
        </div>
      </div>
      {adding && <AddClass close={() => setAdding(false)} />}
      {inEdit && (
        <ClassEditor key={inEdit.id} view={inEdit} classes={classes} close={() => setEdited(null)} />
      )}
    </Panel>
  );
}

interface RowProps {
  readonly view: ClassView;
  readonly most: number;
  readonly edit: () => void;
}

function Row({ view, most, edit }: RowProps) {
  const { t } = useTranslation();
  const parts = shownSplits.map((split) => `${t(`splits.${split}`)} ${count(view.images[split])}`).join(', ');
  return (
    <div className={styles.classLine}>
      <UnstyledButton
        className={styles.classRow}
        onClick={edit}
        disabled={readOnly.use()}
        title={`${view.name}: ${parts}`}
      >
        <Swatch color={view.color} />
        <Text truncate fz="sm">
          {view.name}
        </Text>
        {view.hotkey ? <Kbd size="xs">{view.hotkey}</Kbd> : <span />}
        <span className={styles.bars} aria-hidden>
          {shownSplits.map((split) => (
            <span
              key={split}
              style={{ width: `${(view.images[split] / most) * 100}%`, background: splitColors[split] }}
            />
          ))}
        </span>
      </UnstyledButton>
      <UnstyledButton
        className={styles.browseClass}
        title={t('data.browseClass', { name: view.name })}
        aria-label={`${t('data.browseClass', { name: view.name })}: ${count(labelled(view.images))}`}
        onClick={() => browse({ classId: view.id })}
        data-testid="browse-class"
      >
        {count(labelled(view.images))}
      </UnstyledButton>
    </div>
  );
}

function Legend() {
  const { t } = useTranslation();
  return (
    <span style={{ display: 'flex', gap: 12, fontSize: 11 }} className={styles.faint}>
      {shownSplits.map((split) => (
        <span key={split} style={{ display: 'flex', alignItems: 'center', gap: 5 }}>
          <span className={styles.dot} style={{ background: splitColors[split] }} />
          {t(`splits.${split}`)}
        </span>
      ))}
    </span>
  );
}
