import { type BlockRow, decodeRow } from './block-rows';

export type Activation = 'swish' | 'relu6';

/** A network at width and depth 1, and which parts of it grow with them. */
export interface Family {
  readonly stem: { readonly filters: number; readonly stride: 1 | 2 };
  readonly rows: readonly BlockRow[];
  /** Filters of the last 1x1 convolution = length of the feature vector. */
  readonly head: number;
  readonly activation: Activation;
  /** Which parts follow width (`stem`, `head`) or depth (`ends`: the repeats of the first and the last row). */
  readonly scales: { readonly stem: boolean; readonly head: boolean; readonly ends: boolean };
  /** Rounded filters are never below this share of the exact product. */
  readonly leastShare: number;
  /** Made for images of 28 to 64 pixels: its strides already suit them. */
  readonly forSmallImages: boolean;
}

const rows = (...texts: string[]): BlockRow[] => texts.map(decodeRow);

const all = { stem: true, head: true, ends: true } as const;

/** EfficientNet-B0 (Tan and Le 2019, table 1; the released code's block strings). */
const efficientNet: Family = {
  stem: { filters: 32, stride: 2 },
  rows: rows(
    'ds_r1_k3_s1_e1_c16_se0.25',
    'ir_r2_k3_s2_e6_c24_se0.25',
    'ir_r2_k5_s2_e6_c40_se0.25',
    'ir_r3_k3_s2_e6_c80_se0.25',
    'ir_r3_k5_s1_e6_c112_se0.25',
    'ir_r4_k5_s2_e6_c192_se0.25',
    'ir_r1_k3_s1_e6_c320_se0.25',
  ),
  head: 1280,
  activation: 'swish',
  scales: all,
  leastShare: 0.9,
  forSmallImages: false,
};

/** Our small member for 28 to 64 pixel images on a CPU: the same blocks, three stages, a stem that keeps the resolution. */
const small: Family = {
  ...efficientNet,
  stem: { filters: 16, stride: 1 },
  rows: rows('ir_r2_k3_s2_e4_c24_se0.25', 'ir_r2_k3_s2_e4_c48_se0.25', 'ir_r3_k3_s1_e4_c96_se0.25'),
  // The members share one feature length, so that out-of-domain scores fitted on few images can be compared across widths.
  head: 256,
  scales: { ...all, head: false },
  forSmallImages: true,
};

/** EfficientNet-Lite0 (the EfficientNet authors' release of 2020 for integer arithmetic): no squeeze-excite, ReLU6. */
const lite: Family = {
  ...efficientNet,
  rows: efficientNet.rows.map((row) => ({ ...row, squeeze: 0 })),
  activation: 'relu6',
  scales: { stem: false, head: false, ends: false },
};

/** EfficientNetV2-B0 (Tan and Le 2021; the released code's block strings). */
const v2Base: Family = {
  ...efficientNet,
  rows: rows(
    'cn_r1_k3_s1_e1_c16',
    'er_r2_k3_s2_e4_c32',
    'er_r2_k3_s2_e4_c48',
    'ir_r3_k3_s2_e4_c96_se0.25',
    'ir_r5_k3_s1_e6_c112_se0.25',
    'ir_r8_k3_s2_e6_c192_se0.25',
  ),
  leastShare: 0,
};

/** EfficientNetV2-S (Tan and Le 2021, table 4). */
const v2Small: Family = {
  ...efficientNet,
  stem: { filters: 24, stride: 2 },
  rows: rows(
    'cn_r2_k3_s1_e1_c24',
    'er_r4_k3_s2_e4_c48',
    'er_r4_k3_s2_e4_c64',
    'ir_r6_k3_s2_e4_c128_se0.25',
    'ir_r9_k3_s1_e6_c160_se0.25',
    'ir_r15_k3_s2_e6_c256_se0.25',
  ),
};

/** EfficientNetV2-M (the released code's block strings). */
const v2Medium: Family = {
  ...efficientNet,
  stem: { filters: 24, stride: 2 },
  rows: rows(
    'cn_r3_k3_s1_e1_c24',
    'er_r5_k3_s2_e4_c48',
    'er_r5_k3_s2_e4_c80',
    'ir_r7_k3_s2_e4_c160_se0.25',
    'ir_r14_k3_s1_e6_c176_se0.25',
    'ir_r18_k3_s2_e6_c304_se0.25',
    'ir_r5_k3_s1_e6_c512_se0.25',
  ),
};

/** A member of a family: its scaling, the side in pixels of its images, the family's default dropout before the classifier. */
export interface Member {
  readonly family: Family;
  readonly width: number;
  readonly depth: number;
  readonly resolution: number;
  readonly dropout: number;
}

const member = (
  family: Family,
  width: number,
  depth: number,
  resolution: number,
  dropout: number,
): Member => ({
  family,
  width,
  depth,
  resolution,
  dropout,
});

/** Every model of the studio by name, family by family. */
export const members = {
  small: member(small, 1, 1, 32, 0.2),
  'small-1.25': member(small, 1.25, 1, 32, 0.2),
  'small-1.5': member(small, 1.5, 1, 32, 0.2),
  'small-2': member(small, 2, 1, 32, 0.2),
  b0: member(efficientNet, 1.0, 1.0, 224, 0.2),
  b1: member(efficientNet, 1.0, 1.1, 240, 0.2),
  b2: member(efficientNet, 1.1, 1.2, 260, 0.3),
  b3: member(efficientNet, 1.2, 1.4, 300, 0.3),
  b4: member(efficientNet, 1.4, 1.8, 380, 0.4),
  b5: member(efficientNet, 1.6, 2.2, 456, 0.4),
  b6: member(efficientNet, 1.8, 2.6, 528, 0.5),
  b7: member(efficientNet, 2.0, 3.1, 600, 0.5),
  b8: member(efficientNet, 2.2, 3.6, 672, 0.5),
  l2: member(efficientNet, 4.3, 5.3, 800, 0.5),
  lite0: member(lite, 1.0, 1.0, 224, 0.2),
  lite1: member(lite, 1.0, 1.1, 240, 0.2),
  lite2: member(lite, 1.1, 1.2, 260, 0.3),
  lite3: member(lite, 1.2, 1.4, 280, 0.3),
  lite4: member(lite, 1.4, 1.8, 300, 0.3),
  'v2-b0': member(v2Base, 1.0, 1.0, 224, 0.2),
  'v2-b1': member(v2Base, 1.0, 1.1, 240, 0.2),
  'v2-b2': member(v2Base, 1.1, 1.2, 260, 0.3),
  'v2-b3': member(v2Base, 1.2, 1.4, 300, 0.3),
  'v2-s': member(v2Small, 1, 1, 384, 0.2),
  'v2-m': member(v2Medium, 1, 1, 480, 0.3),
} as const satisfies Readonly<Record<string, Member>>;
