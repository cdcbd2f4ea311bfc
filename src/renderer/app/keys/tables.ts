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

/** Every table with what works beside it on every screen. */
const listening: readonly (readonly KeyAction[])[] = [
  frameActions,
  ...screens.flatMap(({ keyTables = [] }) => keyTables.map((table) => [...frameActions, ...table])),
];

/** What is listened to at the same time. */
export const keyTables: readonly KeyTable[] = listening.map((table) => table.map(({ keys }) => keys));

/** Actions of the list of keys under one title. */
export interface KeyGroup {
  readonly name: string;
  readonly actions: readonly KeyAction[];
}

/** All actions with keys, once each, by the first part of their names. */
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

/** The title of a group: what listens everywhere and in galleries has words of its own, all others are screens. */
export function groupTitle(name: string): string {
  if (name === 'frame') return i18n.t('keys.everywhere');
  if (name === 'gallery') return i18n.t('keys.images');
  if (name === 'large') return i18n.t('keys.large');
  if (name === 'doubts') return i18n.t('evaluate.tabs.labels');
  const screen = screens.find((each) => each.name === name);
  return screen ? screenTitle(screen) : name;
}

const labels = new Map(listening.flat().map(({ keys, label }) => [keys.name, label]));

/** What an action is called, with the group that it belongs to. */
export const actionName = (binding: Binding): { readonly action: string; readonly group: string } => ({
  action: labels.get(binding.name)?.() ?? binding.name,
  group: groupTitle(groupOf(binding)),
});
