import { type KeyAction, screenTitle } from '../../base/frame/screen-definition';
import { type Binding, fixedKeys, type KeyTable } from '../../base/keys/bindings';
import { frameKeys, screenKeys } from '../../base/keys/frame-keys';
import { i18n } from '../../base/strings';
import { screens } from '../screens';

/** Each screen with the key that opens it. */
export const screensWithKeys = screens.map((screen, place) => ({
  screen,
  keys: screenKeys(screen.name, place),
}));

const frameActions: readonly KeyAction[] = [
  { keys: frameKeys.commands, label: () => i18n.t('keys.commands') },
  { keys: frameKeys.help, label: () => i18n.t('keys.help') },
  ...screensWithKeys.map(({ screen, keys }) => ({ keys, label: () => screenTitle(screen) })),
  { keys: frameKeys.addImages, label: () => i18n.t('data.add') },
  { keys: frameKeys.foldLeft, label: () => i18n.t('keys.foldLeft') },
  { keys: frameKeys.foldRight, label: () => i18n.t('keys.foldRight') },
  { keys: fixedKeys('frame.next', 'Tab'), label: () => i18n.t('keys.next') },
  { keys: fixedKeys('frame.close', 'Esc'), label: () => i18n.t('keys.close') },
  { keys: fixedKeys('frame.zoom', 'Ctrl +  Ctrl -'), label: () => i18n.t('keys.zoom') },
];

/** The keys that work on every screen, alone and together with each table of a screen. */
const listening: readonly (readonly KeyAction[])[] = [
  frameActions,
  ...screens.flatMap(({ keyTables = [] }) => keyTables.map((table) => [...frameActions, ...table])),
];

/** The bindings that are listened to at the same time, a table for each set. */
export const keyTables: readonly KeyTable[] = listening.map((table) => table.map(({ keys }) => keys));

/** The actions under one title of the list of keys. */
export interface KeyGroup {
  readonly name: string;
  readonly actions: readonly KeyAction[];
}

/** All actions with keys, once each, grouped by the first part of their names. */
export const keyGroups: readonly KeyGroup[] = grouped([
  ...new Map(listening.flat().map((action) => [action.keys.name, action])).values(),
]);

function grouped(actions: readonly KeyAction[]): KeyGroup[] {
  const groups = new Map<string, KeyAction[]>();
  for (const action of actions) {
    const group = groupOf(action.keys);
    groups.set(group, [...(groups.get(group) ?? []), action]);
  }
  return [...groups].map(([name, its]) => ({ name, actions: its }));
}

function groupOf({ name }: Binding): string {
  return name.split('.')[0];
}

/** The title of a group. Groups that are not a screen, such as the keys of galleries, have titles of their own. */
export function groupTitle(name: string): string {
  if (name === 'frame') return i18n.t('keys.everywhere');
  if (name === 'gallery') return i18n.t('keys.images');
  if (name === 'large') return i18n.t('keys.large');
  if (name === 'doubts') return i18n.t('evaluate.tabs.labels');
  const screen = screens.find((each) => each.name === name);
  return screen ? screenTitle(screen) : name;
}

const labels = new Map(listening.flat().map(({ keys, label }) => [keys.name, label]));

/** The label of an action and the title of its group. */
export const actionName = (binding: Binding): { readonly action: string; readonly group: string } => ({
  action: labels.get(binding.name)?.() ?? binding.name,
  group: groupTitle(groupOf(binding)),
});
