import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';

/**
 * A dialog that is there only while it is open. When it goes, the focus returns to where it was: Mantine's own return needs a dialog that
 * stays to see itself closed, and the next key would go nowhere.
 */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const [opener] = useState(openerNow);
  useEffect(() => () => giveBack(opener), [opener]);
  return <Modal opened {...props} />;
}

/** What has the focus; of an item of a menu, which goes with it, the button of the menu. */
function openerNow(): HTMLElement | null {
  const focused = document.activeElement;
  const menu = focused?.closest('[role="menu"]');
  const opener = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : focused;
  return opener instanceof HTMLElement && opener !== document.body ? opener : null;
}

/** Whoever closed the dialog may give the focus to something else. */
function giveBack(opener: HTMLElement | null): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) opener?.focus();
  });
}
