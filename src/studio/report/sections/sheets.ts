import type { ContactSheet, ContactTile, ReportData, TileState } from '../facts/types';
import { figure, known, percent, slug } from '../page/format';
import { type Html, html } from '../page/html';
import { emptyNote, type Section } from './section';

const stateNames: Record<TileState, string> = {
  kept: 'kept',
  'low-confidence': 'low confidence',
  ood: 'out of domain',
  'over-quota': 'over quota',
  excluded: 'excluded',
};

export function sheetsSection(data: ReportData): Section {
  const sheets = (data.sheets ?? []).filter((sheet) => sheet.tiles.length > 0);
  const truthKnown = sheets.some((sheet) => sheet.tiles.some((tile) => tile.trueName !== undefined));
  const confidenceKnown = sheets.some((sheet) => sheet.tiles.some(({ confidence }) => known(confidence)));
  return {
    id: 'images',
    title: 'Images',
    lead:
      sheets.length > 0 &&
      html`Under each image its pseudo-label${confidenceKnown && ' and confidence'}${truthKnown && html`; <span class="miss">✕</span> stands before the true class where that is another`}.`,
    content:
      sheets.length === 0
        ? emptyNote(
            'No images to show',
            'After the pool is labelled, samples of kept, dropped and out-of-domain images appear here.',
          )
        : html`${sheets.map(renderSheet)}`,
  };
}

function renderSheet(sheet: ContactSheet, index: number): Html {
  const id = `sheet-${index + 1}-${slug(sheet.title)}`;
  return html`<div class="panel sheet" id="${id}"><h3>${sheet.title} <small>${sheet.tiles.length}</small></h3>${sheet.note && html`<p class="lead">${sheet.note}</p>`}<ul class="tiles">${sheet.tiles.map(renderTile)}</ul></div>`;
}

function renderTile(tile: ContactTile): Html {
  const known_ = tile.trueName !== undefined;
  const missed = known_ && tile.trueName !== tile.className;
  const truth = tile.trueName ?? 'no class';
  const spoken = [
    known(tile.confidence) ? `${tile.className}, ${percent(tile.confidence)}` : tile.className,
    stateNames[tile.state] ?? tile.state,
    known(tile.oodScore) ? `score ${figure(tile.oodScore)}` : null,
    known_ ? `true class: ${truth}` : null,
  ];
  const words = spoken.filter((word) => word !== null).join(' · ');
  return html`<li class="tile ${stateNames[tile.state] ? tile.state : 'excluded'}" title="${words}">${image(tile.dataUri, words)}<span class="name">${tile.className}</span>${known(tile.confidence) && html`<span class="confidence">${percent(tile.confidence, 0)}</span>`}${missed && html`<span class="name miss">✕ ${truth}</span>`}</li>`;
}

/** Shows an image only if the file itself contains it. */
function image(dataUri: string, words: string): Html {
  if (!/^data:image\/(webp|png|jpeg|avif|gif);base64,[A-Za-z0-9+/]+=*$/.test(dataUri)) {
    return html`<span class="no-image">no preview</span>`;
  }
  return html`<img src="${dataUri}" alt="${words}" loading="lazy">`;
}
