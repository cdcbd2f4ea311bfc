import { Kbd, Modal, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstFocus } from '../../base/frame/first-focus';
import { matchNames } from '../../base/frame/match-names';
import { Swatch } from '../../base/frame/Swatch';
import type { Store } from '../../base/kept/store';
import { count } from '../../base/words/format';
import styles from './ClassPicker.module.css';

const shownAtMost = 100;

export interface PickableClass {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly hotkey: string | null;
}

interface ClassPickerProps {
  /** The typed text; null while the picker is closed. */
  readonly text: Store<string | null>;
  /** How many images would get the class. */
  readonly images: number;
  readonly classes: readonly PickableClass[];
  readonly choose: (classId: number) => void;
  /** Creates a class with a new name; without it only existing classes can be chosen. */
  readonly create?: (name: string) => void;
}

/** Gives the chosen images a class by name: type, then press Enter. */
export function ClassPicker(props: ClassPickerProps) {
  const { t } = useTranslation();
  const text = props.text.use();
  const { images } = props;
  return (
    <Modal
      opened={text !== null}
      onClose={() => props.text.set(null)}
      title={t('picker.title', { count: images, n: count(images) })}
      size="sm"
      transitionProps={{ duration: 0 }}
      data-testid="class-picker"
    >
      {text !== null && <Picker {...props} typed={text} />}
    </Modal>
  );
}

function Picker({ text, typed, classes, choose, create }: ClassPickerProps & { readonly typed: string }) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const matches = matchNames(classes, typed).slice(0, shownAtMost);
  const name = typed.trim();
  const exact = matches.some((each) => each.name.toLowerCase() === name.toLowerCase());
  const isNew = create !== undefined && name !== '' && !exact;
  const options = matches.length + (isNew ? 1 : 0);
  const marked = Math.min(at, options - 1);
  useEffect(() => {
    list.current?.children[marked]?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  const apply = (index: number) => {
    if (index < 0 || index >= options) return;
    text.set(null);
    if (index < matches.length) choose(matches[index].id);
    else create?.(name);
  };
  const press = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === 'Enter') apply(marked);
    else if (event.key in steps) setAt((marked + steps[event.key] + options) % Math.max(1, options));
    else return;
    event.preventDefault();
  };
  const option = (index: number, key: string | number) => ({
    key,
    id: `class-option-${index}`,
    role: 'option',
    'aria-selected': index === marked,
    className: styles.option,
    'data-testid': 'class-option',
    onClick: () => apply(index),
  });
  return (
    <>
      <TextInput
        {...firstFocus}
        size="sm"
        value={typed}
        maxLength={200}
        placeholder={t('picker.search')}
        role="combobox"
        aria-expanded
        aria-controls="class-options"
        aria-label={t('picker.search')}
        aria-activedescendant={options > 0 ? `class-option-${marked}` : undefined}
        onChange={({ currentTarget: { value } }) => {
          setAt(0);
          text.set(value);
        }}
        onKeyDown={press}
      />
      <div
        ref={list}
        id="class-options"
        role="listbox"
        aria-label={t('picker.search')}
        className={styles.options}
      >
        {matches.map((each, index) => {
          const { key, ...props } = option(index, each.id);
          return (
            <div key={key} {...props}>
              <Swatch color={each.color} />
              <span className={styles.name}>{each.name}</span>
              {each.hotkey && <Kbd size="xs">{each.hotkey}</Kbd>}
            </div>
          );
        })}
        {isNew && <NewClass name={name} {...option(matches.length, 'new')} key="new" />}
      </div>
      {options === 0 && (
        <Text c="dimmed" fz="sm" pt="sm">
          {t('picker.none')}
        </Text>
      )}
    </>
  );
}

function NewClass({ name, ...props }: { readonly name: string } & React.ComponentProps<'div'>) {
  const { t } = useTranslation();
  return (
    <div {...props}>
      <IconPlus size={13} aria-hidden />
      <span className={styles.name}>{t('picker.create', { name })}</span>
    </div>
  );
}
