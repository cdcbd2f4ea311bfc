import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconDots, IconPencil } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassView, SuspiciousView } from '../../../contract';
import { percent } from '../../base/format';
import { Picture } from '../../base/Picture';
import { nameOf, useClasses } from '../../base/use-classes';
import { belongsElsewhere, isDialogOpen, isInDialog, isTyping } from '../../gallery/key-target';
import { classOfKey, isCtrl, isPlain, type Key, keyOf } from '../../gallery/keys';
import { LargePicture } from '../../gallery/LargePicture';
import styles from './Evaluate.module.css';
import { confirm, redo, relabel, reopened, undo } from './settle';

type Classes = ReadonlyMap<number, ClassView>;

const rowHeight = 76;

/**
 * Doubted labels, one a line. Arrows move, A keeps the label, C takes the model's class, a class's key gives that one, Ctrl+Z takes the last
 * act back: wherever the focus is on the screen, about the line that is marked, or the image that is looked at.
 */
export function SuspiciousList({ labels }: { readonly labels: readonly SuspiciousView[] }) {
  const classes = useClasses();
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const open = reopened.use();
  /** Null behind the last line: no key is about any. */
  const [focused, setFocused] = useState<number | null>(0);
  const [opened, setOpened] = useState<number | null>(null);
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
    const last = index + 1 >= labels.length;
    if (opened !== null) return setOpened(last ? null : index + 1);
    if (!last) return focus(index + 1);
    setFocused(null);
    scroller.current?.focus();
  };
  const show = (imageId: number) => {
    const index = labels.findIndex((each) => each.imageId === imageId);
    if (index >= 0) focus(index);
  };
  const press = (event: KeyboardEvent) => {
    const key = keyOf(event);
    const large = opened !== null;
    if (event.defaultPrevented || isTyping(event.target) || (isDialogOpen() && !large)) return;
    if (!large && (belongsElsewhere(key, event.target) || isInDialog(event.target))) return;
    if (!act(key, large ? opened : focused)) return;
    event.preventDefault();
  };
  /** Whether the key was one of the list's. */
  const act = (key: Key, index: number | null): boolean => {
    if (isCtrl(key, 'z', false)) undo(show);
    else if (isCtrl(key, 'z', true) || isCtrl(key, 'y')) redo(show);
    else if (index === null || key.ctrl || key.alt) return false;
    else if (opened === null && moves(key, index)) return true;
    else return settles(key, index);
    return true;
  };
  const moves = (key: Key, index: number): boolean => {
    if (isPlain(key, 'ArrowDown')) focus(index + 1);
    else if (isPlain(key, 'ArrowUp')) focus(index - 1);
    else if (isPlain(key, ' ', 'Enter')) setOpened(index);
    else return false;
    return true;
  };
  const settles = (key: Key, index: number): boolean => {
    const label = labels[index];
    const byKey = classOfKey(key, [...classes.values()]);
    if (byKey) relabel(label, byKey.id);
    else if (isPlain(key, 'a')) confirm(label);
    else if (isPlain(key, 'c')) relabel(label, label.classId);
    else return false;
    goOn(index);
    return true;
  };
  // On the document, so that keys work from the first moment, wherever the focus is.
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
  const tab = Math.min(focused ?? labels.length - 1, labels.length - 1);
  const isSettled = ({ imageId, settled }: SuspiciousView) => settled && !open.has(imageId);
  const large = opened === null ? undefined : labels[opened];
  return (
    <div ref={scroller} className={styles.suspicious} tabIndex={-1}>
      <ul aria-label={t('evaluate.tabs.labels')} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <li
            key={labels[index].imageId}
            data-index={index}
            className={styles.doubt}
            data-settled={isSettled(labels[index])}
            data-current={index === focused || undefined}
            style={{ top: start, height: rowHeight }}
            tabIndex={index === tab ? 0 : -1}
            onFocus={() => setFocused(index)}
          >
            <Doubt
              label={labels[index]}
              settled={isSettled(labels[index])}
              classes={classes}
              open={() => setOpened(index)}
            />
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
          move={(step) => setOpened(Math.max(0, Math.min(labels.length - 1, opened + step)))}
          close={() => {
            setOpened(null);
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

interface LineProps extends DoubtProps {
  readonly settled: boolean;
  readonly open: () => void;
}

function Doubt({ label, settled, classes, open }: LineProps) {
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
      {settled ? (
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
