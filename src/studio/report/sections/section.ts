import { type Html, type HtmlValue, html, unknownMark } from '../page/html';

/** One part of the report. If `content` is `null`, the section is left out. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** One or two sentences under the heading. */
  readonly lead?: HtmlValue;
  readonly content: Html | null;
}

export function renderSection(section: Section): Html {
  return html`<section id="${section.id}" aria-labelledby="${section.id}-h"><div class="section-head"><h2 id="${section.id}-h">${section.title}</h2>${section.lead && html`<p class="lead">${section.lead}</p>`}</div>${section.content}</section>`;
}

/** Shown if there is nothing else to show: what is missing, and how it can be made. */
export function emptyNote(what: string, how: string): Html {
  return html`<div class="empty"><p><strong>${what}</strong></p><p>${how}</p></div>`;
}

/** A panel with its own small heading. */
export function panel(title: HtmlValue, content: HtmlValue, extra = ''): Html {
  return html`<div class="panel ${extra}"><h3>${title}</h3>${content}</div>`;
}

export interface Column<T> {
  readonly name: string;
  /** Numbers are aligned to the right. */
  readonly numeric?: boolean;
  cell(row: T, index: number): HtmlValue;
}

/** A table whose first column names its rows; columns that are empty in all rows are left out. */
export function table<T>(
  caption: HtmlValue,
  columns: readonly Column<T>[],
  rows: readonly T[],
  extra = '',
): Html {
  const cells = rows.map((row, i) => columns.map((column) => column.cell(row, i)));
  const used = columns.map((_, c) => c === 0 || cells.some((row) => isShown(row[c])));
  const shown = columns.map((column, c) => ({ column, c })).filter(({ c }) => used[c]);
  const align = (column: Column<T>) => (column.numeric ? 'n' : 't');
  return html`<div class="scroll"><table class="${extra}"><caption>${caption}</caption><thead><tr>${shown.map(
    ({ column }) => html`<th scope="col" class="${align(column)}">${column.name}</th>`,
  )}</tr></thead><tbody>${cells.map(
    (row) =>
      html`<tr>${shown.map(({ column, c }) =>
        c === 0
          ? html`<th scope="row" class="${align(column)}${short(row[c])}">${row[c]}</th>`
          : html`<td class="${align(column)}${short(row[c])}">${isShown(row[c]) ? row[c] : unknownMark}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`;
}

/** Short texts stay on one line; long ones wrap. */
function short(value: HtmlValue): string {
  return typeof value === 'string' && value.length <= 20 ? ' short' : '';
}

function isShown(value: HtmlValue): boolean {
  return value !== null && value !== undefined && value !== false && value !== '' && value !== unknownMark;
}
