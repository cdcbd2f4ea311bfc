import { SegmentedControl, Select, Slider, Switch, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { type RecipeField, settingFromText, settingText } from '../../../../core/recipe';
import { optionOf, placeText, valueText } from '../../../dialogs/recipe/recipe-words';
import { fieldId } from '../shown/form-view';
import styles from './Setting.module.css';
import { stepped } from './steps';

export interface SettingProps {
  readonly field: RecipeField;
  /** A concrete path: `students.0.dropout`. */
  readonly path: string;
  readonly value: unknown;
  readonly disabled?: boolean;
  readonly invalid?: boolean;
  readonly change: (value: unknown) => void;
}

/** The control for a setting: a switch, a choice, or a text field, with a slider if the range is small. */
export function SettingInput(props: SettingProps) {
  const { field, path, value, disabled, change } = props;
  if (field.type === 'boolean')
    return (
      <Switch
        id={fieldId(path)}
        aria-label={placeText(path)}
        checked={value === true}
        disabled={disabled}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    );
  if (field.type === 'choice') return <Choice {...props} />;
  const { slider } = field;
  if (!slider) return <TypedSetting {...props} />;
  return (
    <div className={styles.withSlider}>
      <Slider
        {...slider}
        size="sm"
        label={null}
        thumbLabel={placeText(path)}
        value={typeof value === 'number' ? value : slider.min}
        disabled={disabled}
        onChange={change}
      />
      <TypedSetting {...props} />
    </div>
  );
}

/** A few short options are shown side by side, so that one click changes them. */
function Choice({ field, path, value, disabled, invalid, change }: SettingProps) {
  const options = field.options ?? [];
  if (!field.optionWords && options.length <= 3 && options.join('').length <= 18 && typeof value === 'string')
    return (
      <SegmentedControl
        id={fieldId(path)}
        aria-label={placeText(path)}
        data={[...options]}
        value={value}
        disabled={disabled}
        onChange={change}
        fullWidth
      />
    );
  return (
    <Select
      id={fieldId(path)}
      aria-label={placeText(path)}
      data={options.map((option) => ({ value: option, label: optionOf(field, option).title }))}
      renderOption={({ option: { value: option, label } }) => (
        <div>
          <div>{label}</div>
          <div className={styles.optionHelp}>{optionOf(field, option).help}</div>
        </div>
      )}
      value={typeof value === 'string' ? value : null}
      disabled={disabled}
      error={invalid}
      allowDeselect={false}
      onChange={(chosen) => chosen !== null && change(chosen)}
    />
  );
}

/** A text field for a setting. The text stays as typed as long as it means the present value; a value changed elsewhere replaces it. */
export function TypedSetting({ field, path, value, disabled, invalid, change }: SettingProps) {
  const [typed, setTyped] = useState('');
  const means = (text: string) => JSON.stringify(settingFromText(field, text));
  const text = means(typed) === JSON.stringify(value) ? typed : settingText(value);
  const step = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    const next = direction !== 0 && stepped(field, value, direction);
    if (typeof next !== 'number') return;
    event.preventDefault();
    change(next);
  };
  return (
    <TextInput
      id={fieldId(path)}
      aria-label={placeText(path)}
      value={text}
      disabled={disabled}
      error={invalid}
      placeholder={field.nullable ? valueText(null) : undefined}
      spellCheck={false}
      autoComplete="off"
      onKeyDown={step}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        change(settingFromText(field, event.currentTarget.value));
      }}
    />
  );
}
