import { Kbd, Modal, Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../parts/format';
import { pickerText } from './actions';
import type { Classes } from './classes';
import { matchClasses } from './match-classes';
import classes from './Review.module.css';
import type { Session } from './session';

const shownAtMost = 100;

interface ClassPickerProps {
  readonly session: Session;
  readonly known: Classes;
}

/** Gives what is chosen a class by its name: type, Enter. */
export function ClassPicker({ session, known }: ClassPickerProps) {
  const { t } = useTranslation();
  const text = pickerText.use();
  const images = text === null ? 0 : session.chosenRows.length;
  return (
    <Modal
      opened={text !== null}
      onClose={() => pickerText.set(null)}
      title={t('review.picker.title', { count: images, n: count(images) })}
      size="sm"
      transitionProps={{ duration: 0 }}
      data-testid="class-picker"
    >
      {text !== null && <Picker text={text} session={session} known={known} />}
    </Modal>
  );
}

function Picker({ text, session, known }: ClassPickerProps & { readonly text: string }) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const matches = matchClasses(known.list, text).slice(0, shownAtMost);
  const marked = Math.min(at, matches.length - 1);
  useEffect(() => {
    list.current?.children[marked]?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  const apply = (index: number) => {
    const chosen = matches[index];
    if (!chosen) return;
    pickerText.set(null);
    session.decide('relabel', chosen.id);
  };
  const press = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === 'Enter') apply(marked);
    else if (event.key in steps)
      setAt((marked + steps[event.key] + matches.length) % Math.max(1, matches.length));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        data-autofocus
        size="sm"
        value={text}
        placeholder={t('review.picker.search')}
        role="combobox"
        aria-expanded
        aria-controls="class-options"
        aria-label={t('review.picker.search')}
        aria-activedescendant={matches[marked] && `class-option-${matches[marked].id}`}
        onChange={({ currentTarget: { value } }) => {
          setAt(0);
          pickerText.set(value);
        }}
        onKeyDown={press}
      />
      <div
        ref={list}
        id="class-options"
        role="listbox"
        aria-label={t('review.picker.search')}
        className={classes.options}
      >
        {matches.map((each, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does the same
          <div
            key={each.id}
            id={`class-option-${each.id}`}
            role="option"
            aria-selected={index === marked}
            className={classes.option}
            data-testid="class-option"
            onClick={() => apply(index)}
          >
            <span className={classes.swatch} style={{ background: each.color }} />
            <span className={classes.grow}>{each.name}</span>
            {each.hotkey && <Kbd size="xs">{each.hotkey}</Kbd>}
          </div>
        ))}
      </div>
      {matches.length === 0 && (
        <Text c="dimmed" fz="sm" pt="sm">
          {t('review.picker.none')}
        </Text>
      )}
    </>
  );
}
