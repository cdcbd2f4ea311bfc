import { describe, expect, it } from 'vitest';
import { ConfusionCounts } from '../../core/metrics';
import { measureSlices } from '../../core/slices/measure';
import type { ReportData, ReportIteration } from './facts/types';
import { renderReport } from './render';
import { bareReport, fullReport, tile } from './report.fixture';

/** The text a reader sees: no style, no tags, no images. */
function visible(page: string): string {
  return page
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

const badNumber = /\b(NaN|undefined|null|Infinity|\[object)\b/;
const sectionIds = (page: string) => [...page.matchAll(/<section id="([^"]+)"/g)].map((match) => match[1]);

describe('renderReport', () => {
  it('has its sections in order, each named by its heading and linked from the top', () => {
    const page = renderReport(fullReport);
    const ids = sectionIds(page);
    expect(ids).toEqual([
      'accuracy',
      'curves',
      'labelling',
      'out-of-domain',
      'classes',
      'images',
      'recipe',
      'provenance',
    ]);
    for (const id of ids) {
      expect(page.includes(`aria-labelledby="${id}-h"`)).toBe(true);
      expect(page.includes(`<h2 id="${id}-h">`)).toBe(true);
      expect(page.includes(`href="#${id}"`)).toBe(true);
    }
  });

  it('says the main figures', () => {
    const text = visible(renderReport(fullReport));
    for (const words of [
      '+2.34',
      '82.34 %',
      '80.00 %',
      '0.750',
      '2.00 %',
      '15.00 %',
      '90.00 %',
      'abc123',
      '2.21.0',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('shows on which parts of the test images the model is weak', () => {
    const image = {
      className: null,
      width: null,
      height: null,
      mtimeMs: null,
      group: null,
      tags: [],
      brightness: null,
    };
    const sources = [...Array<string>(8).fill('night'), ...Array<string>(12).fill('day')];
    const measured = measureSlices(
      sources.map((source) => ({ ...image, source })),
      sources.map((source) => source === 'day'),
    );
    const page = renderReport({ ...fullReport, slices: { model: 'Student 1', measured } });
    expect(sectionIds(page).slice(0, 2)).toEqual(['accuracy', 'slices']);
    expect(visible(page)).toContain('night Source 8 0.0 % 0.0–32.4 % −60.0 weaker');
    expect(visible(page)).toContain('by more than noise: 1 of the 2 slices');
  });

  it('shows what attacks leave of those models that were measured on them', () => {
    const [teacher, student] = fullReport.iterations;
    const attacked = {
      images: 200,
      clean: { shown: 200, right: 190 },
      results: [
        { attack: 'fgsm', steps: 1, epsilon: 2, shown: 200, right: 101 },
        { attack: 'pgd', steps: 10, epsilon: 2, shown: 200, right: 57 },
        { attack: 'pgd', steps: 10, epsilon: 8, shown: 64, right: 1 },
      ],
    } as const;
    const page = renderReport({ ...fullReport, iterations: [teacher, { ...student, attacked }] });
    expect(sectionIds(page).slice(0, 2)).toEqual(['accuracy', 'attacks']);
    const [section] = page.match(/<section id="attacks".*?<\/section>/s) ?? [''];
    const rows = [...section.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) => visible(row).trim());
    expect(rows.slice(1)).toEqual([
      'Student 1 FGSM 95.0 % 91.0–97.3 % 50.5 % 43.6–57.4 % 200',
      'Student 1 PGD, 10 steps 95.0 % 91.0–97.3 % 28.5 % 22.7–35.1 % 200',
    ]);
    // An attack that was not shown all images has no accuracy.
    expect(section).not.toContain('8/255');
  });

  it('shows flips by perturbation, and rates beside the teacher where both saw the same images', () => {
    const [teacher, student] = fullReport.iterations;
    const flips = (imageSet: string, tilt: number, snow: number) => ({
      ...{ images: 50, imageSet },
      sequences: [
        { perturbation: 'tilt', pairs: 1500, flips: tilt, top5: null },
        { perturbation: 'snow', pairs: 1500, flips: snow, top5: null },
      ] as const,
    });
    const rows = (other: string) => {
      const iterations = [
        { ...teacher, perturbed: flips('a', 150, 60) },
        { ...student, perturbed: flips(other, 75, 45) },
      ];
      const page = renderReport({ ...fullReport, iterations });
      const [section] = page.match(/<section id="perturbations".*?<\/section>/s) ?? [''];
      return [...section.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) => visible(row).trim());
    };
    expect(rows('a')).toEqual([
      'Perturbation Teacher (50 images) Student 1 (50 images)',
      'Snow 4.0 % 3.0 % FR 75 %',
      'Tilt 10.0 % 5.0 % FR 50 %',
      'Mean 7.0 % 4.0 % mFR 63 %',
    ]);
    expect(rows('b')[2]).toBe('Tilt 10.0 % 5.0 %');
    expect(sectionIds(renderReport(fullReport))).not.toContain('perturbations');
  });

  it('tells the gain over the teacher where a linear probe came before it', () => {
    const [teacher, student] = fullReport.iterations;
    const probe = { ...teacher, name: 'Linear probe', testAccuracy: 0.7, testGain: null };
    const page = renderReport({ ...fullReport, iterations: [probe, teacher, student], base: 1 });
    const [figures] = page.match(/<dl class="headline">.*?<\/dl>/s) ?? [''];
    expect(visible(figures)).toContain('Teacher, test');
    expect(figures).not.toContain('Linear probe');
    expect(renderReport({ ...fullReport, iterations: [probe, student] })).toContain('Linear probe, test');
  });

  it('is well formed: every id once, every element closed', () => {
    const page = renderReport(fullReport);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const open: string[] = [];
    const alone = new Set(['meta', 'img', 'input', 'br', 'line', 'path', 'circle', 'rect']);
    for (const [, close, name, rest] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/g)) {
      if (close) expect(open.pop()).toBe(name);
      else if (!alone.has(name) && !rest.endsWith('/')) open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('asks for nothing outside itself and holds no script', () => {
    const page = renderReport(fullReport);
    expect(page.includes("default-src 'none'")).toBe(true);
    expect(page.match(/https?:|\/\/[a-z]|url\(|@import|<script|<link|<iframe|\son[a-z]+=/i)).toBeNull();
    const sources = [...page.matchAll(/\ssrc="([^"]*)"/g)].map((match) => match[1]);
    expect(sources).toHaveLength(2);
    expect(sources.every((source) => source.startsWith('data:image/'))).toBe(true);
  });

  it('shows a bare report with notes in place of what is missing', () => {
    const page = renderReport(bareReport);
    expect(sectionIds(page)).toEqual([
      'accuracy',
      'curves',
      'labelling',
      'classes',
      'images',
      'recipe',
      'provenance',
    ]);
    expect(page.match(/class="empty"/g)).toHaveLength(6);
    expect(visible(page)).not.toMatch(badNumber);
  });

  it('shows models of which only some things are known', () => {
    const known: ReportIteration = { name: 'Teacher', arch: 'small', curve: [{ step: 10, trainLoss: 1 }] };
    const odd: ReportIteration = {
      ...fullReport.iterations[0],
      name: 'Student 1',
      testAccuracy: Number.NaN,
      validationAccuracy: Number.POSITIVE_INFINITY,
      seconds: Number.NaN,
      curve: [
        { step: 1, trainLoss: Number.NaN, trainAccuracy: null },
        { step: 2, trainLoss: Number.POSITIVE_INFINITY, trainAccuracy: 0.5, learningRate: 0 },
      ],
      labelling: {
        ...fullReport.iterations[0].labelling!,
        pool: 0,
        oodThreshold: null,
        oodHistogram: { from: 0, to: 0, parts: [] },
        perClass: [{ name: 'cat', kept: 0, copies: 0, quota: 0 }],
      },
    };
    const confusion = [{ model: 'Teacher', classes: 2, cells: [] }];
    const page = renderReport({ ...fullReport, iterations: [known, odd], confusion, created: 'yesterday' });
    expect(page.replace(/<style>[\s\S]*?<\/style>/, '').match(badNumber)).toBeNull();
    expect(visible(page)).toContain('yesterday');
  });

  it('says of a class without test images that its recall is not known, and of one that is never seen its precision', () => {
    const classes = ['cat', 'dog', 'fox'].map((name) => ({ name }));
    const cells = [0, 0, 4, 0, 1, 1];
    const confusion = ['Teacher', 'Student 1'].map((model) => ({ model, classes: 3, cells }));
    const page = visible(renderReport({ ...fullReport, classes, confusion }));
    expect(page).toMatch(/cat 5 100.0 % 80.0 % 88.9 % ±0.00/);
    expect(page).toMatch(/dog 0 0.0 % – 0.0 % ±0.00/);
    expect(page).toMatch(/fox 0 – – – –/);
  });

  it('leaves a confusion matrix out that does not fit the classes', () => {
    const page = renderReport({
      ...fullReport,
      confusion: [{ model: 'Teacher', classes: 1, cells: [0, 0, 1] }],
    });
    expect(page.includes('class="matrix"')).toBe(false);
    expect(page.includes('No confusion matrix')).toBe(true);
  });

  it('shows the largest confusions in place of a matrix of many classes', () => {
    const size = 40;
    const counts = Array.from({ length: size }, (_, a) =>
      Array.from({ length: size }, (_, b) => (a === b ? 9 : a * b)),
    );
    const classes = counts.map((_, i) => ({ name: `class ${i}` }));
    const { cells } = ConfusionCounts.from(counts.flat());
    const confusion = [{ model: 'Student 1', classes: size, cells }];
    const page = renderReport({ ...fullReport, classes, confusion });
    expect(page.includes('class="matrix"')).toBe(false);
    expect(visible(page)).toMatch(/class 38 class 39 1,482/);
  });

  it('gives the same text for the same data', () => {
    expect(renderReport(fullReport) === renderReport(structuredClone(fullReport))).toBe(true);
  });

  it('stays under 3 MB with 300 images of 3 KB', () => {
    const dataUri = `data:image/webp;base64,${'A'.repeat(4000)}`;
    const tiles = Array.from({ length: 300 }, (_, i) => ({ ...tile(i), dataUri }));
    const page = renderReport({ ...fullReport, sheets: [{ title: 'Kept', tiles }] });
    expect(page.match(/<img /g)).toHaveLength(300);
    expect(Buffer.byteLength(page)).toBeLessThan(3e6);
  });
});

describe('text from data', () => {
  const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\u0000`;

  /** The data with every string, at any depth, replaced. */
  function poisoned<T>(value: T): T {
    if (typeof value === 'string') return attack as T;
    if (Array.isArray(value)) return value.map(poisoned) as T;
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, poisoned(child)])) as T;
  }

  it('is escaped wherever it stands', () => {
    const clean = renderReport(fullReport);
    const page = renderReport(poisoned<ReportData>(fullReport));
    expect(page.match(/<script|<img/)).toBeNull();
    for (const [part, held] of [
      ['\u0000', false],
      ['&lt;script&gt;', true],
      ['&amp;amp;', true],
    ] as const) {
      expect(page.includes(part)).toBe(held);
    }
    // Except for `span`, there are only the tags of the clean report, with the same names and numbers, less the two refused images.
    const tags = (text: string) => [...text.matchAll(/<([a-z0-9]+)/g)].map((match) => match[1]);
    const names = new Set([...tags(clean), 'span']);
    expect(tags(page).filter((name) => !names.has(name))).toEqual([]);
    const unquoted = page.replace(/="[^"]*"/g, '');
    expect(unquoted.match(/<[a-z][^>]*\son[a-z]+=[^>]*>/)).toBeNull();
  });

  it('in place of an image is not shown as one', () => {
    for (const dataUri of [
      'https://example.org/x.png',
      'data:text/html;base64,AAAA',
      'data:image/svg+xml;base64,AAAA',
    ]) {
      const page = renderReport({
        ...fullReport,
        sheets: [{ title: 'Kept', tiles: [{ ...tile(1), dataUri }] }],
      });
      expect(page.includes('no preview')).toBe(true);
      expect(page.includes('example.org')).toBe(false);
      expect(page.includes('<img')).toBe(false);
    }
  });
});
