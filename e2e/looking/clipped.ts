import type { Page } from 'playwright';

/**
 * Words that a person cannot read to their end, because they are cut off by the edge of an element or of the window. Excluded are words
 * that can be scrolled to, and words that end in an ellipsis and are complete in a title.
 */
export function clippedWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const slack = 1.5;
    const shortest = 4;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.textContent?.trim();
      const parent = node.parentElement;
      if (!words || !parent?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (parent.closest('[data-testid=tile], script, style, svg, [hidden], .mantine-VisuallyHidden-root'))
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.width === 0 || text.height === 0) continue;
      for (let box: Element | null = parent; box; box = box.parentElement) {
        const style = getComputedStyle(box);
        const { overflowX, overflowY, textOverflow, webkitLineClamp } = style;
        // Everything inside a scrolling element can be reached; outside of it, the scrolling element itself is what must be visible.
        if (/auto|scroll/.test(overflowX + overflowY)) break;
        if (textOverflow === 'ellipsis' || webkitLineClamp !== 'none') {
          const whole = (box as HTMLElement).scrollWidth <= box.clientWidth + slack;
          const named = box.closest('button[aria-label]')?.getAttribute('aria-label');
          if (whole) break;
          // If a short number ends in an ellipsis, nothing is left to read.
          if (words.length <= shortest) found.push(`"${words}" is too short for an ellipsis`);
          else if (!named?.includes(words) && !box.closest('[title]') && !box.querySelector('[title]'))
            found.push(`"${words}" ends in an ellipsis and has no title`);
          break;
        }
        // This text is meant only for screen readers.
        if (style.clipPath !== 'none') break;
        const { position } = style;
        const edge =
          box === document.body ? new DOMRect(0, 0, innerWidth, innerHeight) : box.getBoundingClientRect();
        const clips = box === document.body || /hidden|clip/.test(overflowX + overflowY);
        const out =
          text.right > edge.right + slack ||
          text.left < edge.left - slack ||
          text.bottom > edge.bottom + slack + 2;
        if (clips && out && edge.width > 2) {
          found.push(`"${words}" is cut off by ${box.tagName.toLowerCase()}.${box.className}`);
          break;
        }
        if (position === 'fixed') break;
      }
    }
    return [...new Set(found)];
  });
}

/**
 * The last button of the topmost dialog, which is its purpose, if nobody can click it because it is outside of the window, scrolled out of
 * sight or covered.
 */
export function buttonsOutOfSight(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const dialog = [...document.querySelectorAll('[role=dialog].mantine-Modal-content')].at(-1);
    const last = [...(dialog?.querySelectorAll('.mantine-Button-root') ?? [])].at(-1);
    if (!last?.checkVisibility()) return [];
    const { left, right, top, bottom } = last.getBoundingClientRect();
    const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    const reached = [top + 2, bottom - 2].every((y) =>
      last.contains(document.elementFromPoint((left + right) / 2, y)),
    );
    return inside && reached ? [] : [`the button "${last.textContent}" is out of sight`];
  });
}

/**
 * The topmost dialog, if what a person types goes nowhere: its close button has the focus, or nothing has it, although there is a field to
 * fill in or an element that asks for the focus.
 */
export function lostFocus(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const dialog = [...document.querySelectorAll('[role=dialog].mantine-Modal-content')].at(-1);
    const wanting = dialog?.querySelector('input, textarea, [data-autofocus]');
    const focused = document.activeElement;
    const isLost = focused === document.body || focused?.classList.contains('mantine-Modal-close');
    return wanting && isLost
      ? [`nothing has the focus in "${dialog?.querySelector('h2')?.textContent}"`]
      : [];
  });
}

/** Elements that the Tab key reaches and that have no name for a screen reader. */
export function namelessStops(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const nameOf = (element: Element): string => {
      const by = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
      const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
      const parts = [
        element.getAttribute('aria-label'),
        ...by.map((id) => document.getElementById(id)?.textContent),
        ...labels.map((label) => label.textContent),
        element.textContent,
        element.getAttribute('title'),
        element.getAttribute('placeholder'),
        ...[...element.querySelectorAll('img[alt], [aria-label]')].map(
          (each) => each.getAttribute('alt') ?? each.getAttribute('aria-label'),
        ),
      ];
      return parts.filter(Boolean).join(' ').trim();
    };
    const stops = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])',
    );
    return [...stops]
      .filter((stop) => stop.tabIndex >= 0 && !stop.hasAttribute('disabled') && stop.checkVisibility())
      .filter(
        (stop) =>
          !stop.hasAttribute('data-floating-ui-focus-guard') && stop.getAttribute('type') !== 'hidden',
      )
      .filter((stop) => nameOf(stop) === '')
      .map((stop) => stop.outerHTML.slice(0, 160));
  });
}
