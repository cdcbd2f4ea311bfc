import { useEffect, useRef } from 'react';
import type { Binding } from './bindings';
import { keyOf } from './key';
import { isKeyOf } from './keys-in-use';
import { isTyping } from './typing';

/** Listens for keys while the component is mounted, wherever the focus is; in text fields only if `inFields` is true. */
export function useKeys(acts: readonly (readonly [Binding, () => void])[], inFields = false): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || (!inFields && isTyping(event.target))) return;
      const [, act] = latest.current.find(([binding]) => isKeyOf(binding, keyOf(event))) ?? [];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [inFields]);
}
