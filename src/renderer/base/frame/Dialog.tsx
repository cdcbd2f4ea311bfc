import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';

/**
 * A dialog that is mounted only while it is open. When it is unmounted, the focus returns to where it was. Mantine returns the focus only
 * if the dialog stays mounted and sees itself close; without this, the next key would have no effect.
 */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const [opener] = useState(openerNow);
  useEffect(() => () => giveBack(opener), [opener]);
  return <Modal opened {...props} />;
}

/** The focused element. For an item of a menu, which disappears with the menu, it is the button of the menu. */
function openerNow(): HTMLElement | null {
  const focused = document.activeElement;
  const menu = focused?.closest('[role="menu"]');
  const opener = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : focused;
  return opener instanceof HTMLElement && opener !== document.body ? opener : null;
}

/** Returns the focus, unless whatever closed the dialog has already given it to something else. */
function giveBack(opener: HTMLElement | null): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) opener?.focus();
  });
}
