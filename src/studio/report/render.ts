import type { ReportData } from './facts/types';
import { type Html, html } from './page/html';
import { page } from './page/page';
import { accuracySection } from './sections/accuracy';
import { attacksSection } from './sections/attacks';
import { classesSection } from './sections/classes';
import { curvesSection } from './sections/curves';
import { headline } from './sections/headline';
import { labellingSection } from './sections/labelling';
import { outOfDomainSection } from './sections/out-of-domain';
import { perturbationsSection } from './sections/perturbations';
import { provenanceSection, recipeSection } from './sections/provenance';
import { renderSection, type Section } from './sections/section';
import { sheetsSection } from './sections/sheets';
import { slicesSection } from './sections/slices';
import { testSetsSection } from './sections/test-sets';

/**
 * A report as one self-contained HTML file: dark or light by the reader's system, with a switch; no script and no outside request. It is a
 * pure function: the same data gives the same text. What the data lacks is left out or said to be missing.
 */
export function renderReport(data: ReportData): string {
  const sections = [
    accuracySection(data),
    slicesSection(data),
    testSetsSection(data),
    perturbationsSection(data),
    attacksSection(data),
    curvesSection(data),
    labellingSection(data),
    outOfDomainSection(data),
    classesSection(data),
    sheetsSection(data),
    recipeSection(data),
    provenanceSection(data),
  ].filter((section) => section.content !== null);
  return page({
    title: data.title,
    content: html`${headline(data)}
${sections.map((section) => html`${renderSection(section)}\n`)}`,
    navigation: navigation(sections),
  });
}

function navigation(sections: readonly Section[]): Html {
  return html`<nav aria-label="Sections"><a class="skip" href="#accuracy">Skip to the results</a><ul>${sections.map(
    (section) => html`<li><a href="#${section.id}">${section.title}</a></li>`,
  )}</ul><label class="theme" title="Switch between dark and light"><input type="checkbox" id="theme" role="switch"><span>Switch theme</span></label></nav>`;
}
