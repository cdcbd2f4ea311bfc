import { type Html, html, raw } from './html';
import { accuracySection } from './sections/accuracy';
import { classesSection } from './sections/classes';
import { curvesSection } from './sections/curves';
import { headline } from './sections/headline';
import { labellingSection } from './sections/labelling';
import { outOfDomainSection } from './sections/out-of-domain';
import { provenanceSection, recipeSection } from './sections/provenance';
import { renderSection, type Section } from './sections/section';
import { sheetsSection } from './sections/sheets';
import { style } from './style';
import type { ReportData } from './types';

/** The file asks for nothing outside itself and holds no script, whatever the names in it say. */
const policy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * A report as one self-contained HTML file: dark or light as the reader's system is, with a switch; no script and no outside request.
 * Pure: the same data gives the same text. What the data does not hold is left out or said to be missing.
 */
export function renderReport(data: ReportData): string {
  const sections = [
    accuracySection(data),
    curvesSection(data),
    labellingSection(data),
    outOfDomainSection(data),
    classesSection(data),
    sheetsSection(data),
    recipeSection(data),
    provenanceSection(data),
  ].filter((section) => section.content !== null);
  return `${
    html`${raw('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Noisy Studio">
<title>${data.title}</title>
<style>${raw(style)}</style>
</head>
<body>
${navigation(sections)}
<main>
${headline(data)}
${sections.map((section) => html`${renderSection(section)}\n`)}</main>
<footer><p>Noisy Studio · self-training with Noisy Student (Xie et al. 2020, arXiv 1911.04252)</p></footer>
</body>
</html>
`.text
  }`;
}

function navigation(sections: readonly Section[]): Html {
  return html`<nav aria-label="Sections"><a class="skip" href="#accuracy">Skip to the results</a><ul>${sections.map(
    (section) => html`<li><a href="#${section.id}">${section.title}</a></li>`,
  )}</ul><label class="theme" title="Switch between dark and light"><input type="checkbox" id="theme" role="switch"><span>Switch theme</span></label></nav>`;
}
