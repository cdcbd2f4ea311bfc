import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconDots, IconPencil } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassView, SuspiciousView } from '../../../contract';
import { percent } from '../../base/format';
import { Picture } from '../../base/Picture';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import { nameOf, useClasses } from '../../base/use-classes';
import { classOfKey } from '../../gallery/keys';
import { LargePicture } from '../../gallery/LargePicture';
import styles from './Evaluate.module.css';

type Classes = ReadonlyMap<number, ClassView>;

const rowHeight = 76;

/** The label that it has is what a person sees and changes here. */
function relabel({ imageId }: SuspiciousView, classId: number): void {
  studio.label.set({ ids: Int32Array.of(imageId), classId, others: 'change' }).catch(complain);
}

function confirm({ imageId }: SuspiciousView): void {
  studio.evaluate.confirm({ imageIds: [imageId] }).catch(complain);
}

/** Doubted labels, one a line. Arrows move, A keeps the label, C takes the model's class, a class's key gives that one. */
export function SuspiciousList({ labels }: { readonly labels: readonly SuspiciousView[] }) {
  const { t } = useTranslation();
  const classes = useClasses();
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const [opened, open] = useState<number | null>(null);
  const rows = useVirtualizer({
    count: labels.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 5,
  });
  const focus = (index: number) => {
    const next = Math.max(0, Math.min(labels.length - 1, index));
    setFocused(next);
    rows.scrollToIndex(next);
    const find = () => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`);
    // At once where it can be, and until then on no line: a key that follows is about this one, however quick, or about none.
    const there = find();
    (there ?? scroller.current)?.focus({ preventScroll: true });
    if (!there) requestAnimationFrame(() => find()?.focus({ preventScroll: true }));
  };
  /** On to the next doubt; behind the last one no line has the keys. */
  const goOn = (index: number) => {
    if (index + 1 < labels.length) focus(index + 1);
    else scroller.current?.focus();
  };
  const press = (event: KeyboardEvent, index: number) => {
    if (event.target !== event.currentTarget) return;
    const { ctrlKey, metaKey, shiftKey: shift, altKey: alt } = event;
    const pressed = { key: event.key, ctrl: ctrlKey || metaKey, shift, alt };
    if (pressed.ctrl || alt) return;
    const label = labels[index];
    const byKey = classOfKey(pressed, [...classes.values()]);
    const key = event.key.toLowerCase();
    if (event.key === 'ArrowDown') focus(index + 1);
    else if (event.key === 'ArrowUp') focus(index - 1);
    else if (event.key === ' ' || event.key === 'Enter') open(index);
    else if (byKey) relabel(label, byKey.id);
    else if (key === 'a') confirm(label);
    else if (key === 'c') relabel(label, label.classId);
    else return;
    if (byKey || key === 'a' || key === 'c') goOn(index);
    event.preventDefault();
  };
  const tab = Math.min(focused, labels.length - 1);
  const large = opened === null ? undefined : labels[opened];
  return (
    <div ref={scroller} className={styles.suspicious} tabIndex={-1}>
      <ul aria-label={t('evaluate.tabs.labels')} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <li
            key={labels[index].imageId}
            data-index={index}
            className={styles.doubt}
            data-settled={labels[index].settled}
            style={{ top: start, height: rowHeight }}
            tabIndex={index === tab ? 0 : -1}
            onFocus={() => setFocused(index)}
            onKeyDown={(event) => press(event, index)}
          >
            <Doubt label={labels[index]} classes={classes} open={() => open(index)} />
          </li>
        ))}
      </ul>
      {large && opened !== null && (
        <LargePicture
          image={{
            imageId: large.imageId,
            label: nameOf(classes, large.labelId),
            caption: <DoubtSentence label={large} classes={classes} />,
          }}
          place={`${opened + 1} / ${labels.length}`}
          move={(step) => open(Math.max(0, Math.min(labels.length - 1, opened + step)))}
          close={() => {
            open(null);
            focus(opened);
          }}
        />
      )}
    </div>
  );
}

interface DoubtProps {
  readonly label: SuspiciousView;
  readonly classes: Classes;
}

function Doubt({ label, classes, open }: DoubtProps & { readonly open: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className={styles.thumb}
        aria-label={t('images.enlarge')}
        onClick={open}
      >
        <Picture imageId={label.imageId} size={64} className={styles.thumbPicture} />
      </button>
      <span className={styles.words}>
        <DoubtSentence label={label} classes={classes} />
      </span>
      {label.settled ? (
        <Settled label={label} classes={classes} />
      ) : (
        <span className={styles.choices}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconCheck size={14} />}
            onClick={() => confirm(label)}
          >
            {t('evaluate.labels.right')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPencil size={14} />}
            onClick={() => relabel(label, label.classId)}
          >
            {t('evaluate.labels.change', { name: nameOf(classes, label.classId) })}
          </Button>
          <OtherClass label={label} classes={classes} />
        </span>
      )}
    </>
  );
}

/** What the label is and what the model says. */
function DoubtSentence({ label, classes }: DoubtProps) {
  const { t } = useTranslation();
  const given = classes.get(label.labelId);
  const said = classes.get(label.classId);
  return (
    <>
      <span className={styles.said}>
        <i style={{ background: given?.color }} />
        {t('evaluate.labels.label', {
          name: nameOf(classes, label.labelId),
          share: percent(label.labelProbability),
        })}
      </span>
      <span className={styles.said}>
        <i style={{ background: said?.color }} />
        {t('evaluate.labels.model', {
          name: nameOf(classes, label.classId),
          share: percent(label.confidence),
        })}
      </span>
      <span className={styles.truth}>{t(`splits.${label.split}`)}</span>
    </>
  );
}

function Settled({ label, classes }: DoubtProps) {
  const { t } = useTranslation();
  const changed = label.currentId !== label.labelId;
  return (
    <span className={styles.choices}>
      <span className={styles.truth}>
        {changed
          ? t('evaluate.labels.now', { name: nameOf(classes, label.currentId) })
          : t('evaluate.labels.kept')}
      </span>
      {changed && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowBackUp size={14} />}
          onClick={() => relabel(label, label.labelId)}
        >
          {t('evaluate.labels.back')}
        </Button>
      )}
    </span>
  );
}

function OtherClass({ label, classes }: DoubtProps) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon aria-label={t('evaluate.labels.other')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
        <Menu.Label>{t('evaluate.labels.other')}</Menu.Label>
        {[...classes.values()].map(({ id, name, color }) => (
          <Menu.Item
            key={id}
            leftSection={<span className={styles.swatch} style={{ background: color }} />}
            onClick={() => relabel(label, id)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
