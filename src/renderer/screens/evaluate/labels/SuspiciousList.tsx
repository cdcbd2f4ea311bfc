import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SuspiciousView } from '../../../../contract';
import { type Key, keyOf } from '../../../base/keys/key';
import { isKeyOf } from '../../../base/keys/keys-in-use';
import { isTyping } from '../../../base/keys/typing';
import { nameOf, useClasses } from '../../../base/program/use-classes';
import { lookKeys, redoAction, undoAction } from '../../../gallery/actions/actions';
import { excludeKeys } from '../../../gallery/actions/exclude-action';
import { belongsElsewhere, isDialogOpen, isInDialog } from '../../../gallery/actions/key-target';
import { LargePicture } from '../../../gallery/large/LargePicture';
import { classOfKey, isPlain } from '../../../gallery/layout/keys';
import styles from '../chosen/Evaluate.module.css';
import { DoubtLine } from './DoubtLine';
import { DoubtSentence } from './DoubtSentence';
import { keepKeys, takeKeys } from './doubt-keys';
import { type DoubtPlace, goOn, isOpen, lineOf } from './doubts';
import { confirm, exclude, redo, relabel, reopened, undo } from './settle';

const rowHeight = 76;

interface SuspiciousListProps {
  readonly labels: readonly SuspiciousView[];
  /** Shown when no suspicious label is left; the last action can still be undone. */
  readonly none: ReactNode;
}

/**
 * Suspicious labels, one per line. Arrow keys move; one key keeps the label and one takes the model's class (`doubt-keys.ts`); the key of a
 * class assigns that class; undo works as everywhere. The keys work wherever the focus is on the screen, and apply to the marked line or to
 * the image in the large view.
 */
export function SuspiciousList({ labels, none }: SuspiciousListProps) {
  const classes = useClasses();
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const again = reopened.use();
  const latest = useRef(labels);
  useEffect(() => {
    latest.current = labels;
  });
  const [place, setPlace] = useState<DoubtPlace>({ focused: labels[0]?.imageId ?? null, opened: null });
  const focused = lineOf(labels, place.focused);
  const opened = lineOf(labels, place.opened);
  const rows = useVirtualizer({
    count: labels.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 5,
  });
  const mark = (imageId: number) => setPlace((before) => ({ ...before, focused: imageId }));
  const open = (line: number) => setPlace({ ...place, opened: labels[line].imageId });
  const focus = (line: number) => {
    const next = Math.max(0, Math.min(latest.current.length - 1, line));
    const imageId = latest.current[next]?.imageId;
    if (imageId === undefined) return;
    mark(imageId);
    rows.scrollToIndex(next);
    const find = () => scroller.current?.querySelector<HTMLElement>(`[data-image="${imageId}"]`);
    // The line is marked at once where possible, and until then no line is: a key pressed meanwhile applies
    // to this line or to none.
    const there = find();
    (there ?? scroller.current)?.focus({ preventScroll: true });
    if (!there) requestAnimationFrame(() => find()?.focus({ preventScroll: true }));
  };
  /** Moves to the next suspicious label; after the last one no line is marked. */
  const next = (line: number) => {
    const there = goOn({ focused: place.focused, opened: opened < 0 ? null : place.opened }, labels, line);
    if (opened < 0 && there.focused !== null) return focus(line + 1);
    setPlace(there);
    if (there.focused === null) scroller.current?.focus();
  };
  /** Goes back to an image, whose line may have been hidden until now; in the large view too, if it is open. */
  const show = (imageId: number) => {
    setPlace(({ opened }) => ({ focused: imageId, opened: opened === null ? null : imageId }));
    requestAnimationFrame(() => {
      const line = lineOf(latest.current, imageId);
      if (line >= 0 && !isDialogOpen()) focus(line);
    });
  };
  const press = (event: KeyboardEvent) => {
    const key = keyOf(event);
    const large = opened >= 0;
    if (event.defaultPrevented || isTyping(event.target) || isDialogOpen(large ? 1 : 0)) return;
    if (!large && (belongsElsewhere(key, event.target) || isInDialog(event.target))) return;
    if (!act(key, large ? opened : focused)) return;
    event.preventDefault();
  };
  /** Returns whether the list handles the key. */
  const act = (key: Key, line: number): boolean => {
    if (isKeyOf(undoAction.keys, key)) undo(show);
    else if (isKeyOf(redoAction.keys, key)) redo(show);
    else if (opened < 0 && moves(key, line)) return true;
    else return settles(key, line);
    return true;
  };
  const moves = (key: Key, line: number): boolean => {
    // With no line marked, the arrows lead back into the list.
    if (isPlain(key, 'ArrowDown')) focus(line + 1);
    else if (isPlain(key, 'ArrowUp')) focus(line < 0 ? labels.length - 1 : line - 1);
    else if (line >= 0 && (isKeyOf(lookKeys, key) || isPlain(key, 'Enter'))) open(line);
    else return false;
    return true;
  };
  const settles = (key: Key, line: number): boolean => {
    const label = labels[line];
    if (!label) return false;
    const byKey = classOfKey(key, [...classes.values()]);
    if (isKeyOf(excludeKeys, key)) exclude(label, !label.excluded);
    // The label of an excluded image is not shown, so no key changes it unseen.
    else if (label.excluded) return false;
    else if (byKey) relabel(label, byKey.id);
    else if (isKeyOf(keepKeys, key)) confirm(label);
    else if (isKeyOf(takeKeys, key)) relabel(label, label.classId);
    else return false;
    next(line);
    return true;
  };
  // The listener is on the document, so that keys work at once, wherever the focus is.
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
  const tab = focused >= 0 ? focused : labels.length - 1;
  const isSettled = (label: SuspiciousView) => !isOpen(label, again);
  const large = labels[opened];
  return (
    <div ref={scroller} className={styles.suspicious} tabIndex={-1}>
      {labels.length === 0 && none}
      <ul aria-label={t('evaluate.tabs.labels')} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <li
            key={labels[index].imageId}
            data-image={labels[index].imageId}
            className={styles.doubt}
            data-settled={isSettled(labels[index])}
            data-current={index === focused || undefined}
            style={{ top: start, height: rowHeight }}
            tabIndex={index === tab ? 0 : -1}
            onFocus={() => mark(labels[index].imageId)}
          >
            <DoubtLine
              label={labels[index]}
              settled={isSettled(labels[index])}
              classes={classes}
              open={() => open(index)}
            />
          </li>
        ))}
      </ul>
      {large && (
        <LargePicture
          image={{
            imageId: large.imageId,
            label: nameOf(classes, large.labelId),
            caption: <DoubtSentence label={large} classes={classes} />,
          }}
          place={`${opened + 1} / ${labels.length}`}
          move={(step) => open(Math.max(0, Math.min(labels.length - 1, opened + step)))}
          close={() => {
            setPlace({ ...place, opened: null });
            focus(opened);
          }}
        />
      )}
    </div>
  );
}
