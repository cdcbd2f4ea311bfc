import { useLayoutEffect } from 'react';
import { keysInUse, type OwnKeys } from '../../base/keys/bindings';
import { usedKeys } from '../../base/keys/keys-in-use';
import { useSettings } from '../../base/program/settings';
import { keyTables } from './tables';

const none: OwnKeys = {};

/** The keys that a person chose, and the function that changes them. */
export function useOwnKeys(): [OwnKeys, (keys: OwnKeys) => void] {
  const [settings, change] = useSettings();
  return [settings?.keys ?? none, (keys) => change({ keys })];
}

/** Keeps the keys of the window in step with the settings. */
export function useKeySettings(): void {
  const [own] = useOwnKeys();
  useLayoutEffect(() => usedKeys.set(keysInUse(keyTables, own)), [own]);
}
