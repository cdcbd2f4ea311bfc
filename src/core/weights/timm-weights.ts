import type { WeightsCard } from './card';

/** The images that timm's weights were trained on; padding and normalisation follow from the name (`readTimmName`). */
export type TimmFacts = Pick<
  WeightsCard,
  'imageSize' | 'mean' | 'std' | 'crop' | 'interpolation' | 'licence' | 'trainedOn'
>;

type Scaling = Pick<WeightsCard, 'mean' | 'std'>;

const imageNet: Scaling = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
/** 0 to 255 becomes -1 to 1. */
const half: Scaling = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };

/** timm's defaults. */
export const imageNetImages = { ...imageNet, crop: 0.875, interpolation: 'bicubic' } as const;

const facts = (imageSize: number, crop: number, scaling: Scaling, interpolation = 'bicubic') => ({
  ...scaling,
  imageSize,
  crop,
  interpolation,
});

/**
 * Names and facts of timm 1.0.31 (`npm run verify -- timm` compares them all). The first entry of a model is what timm uses for a name
 * without a tag.
 */
const table: Readonly<Record<string, Omit<TimmFacts, 'licence' | 'trainedOn'>>> = {
  'efficientnet_b0.ra_in1k': facts(224, 0.875, imageNet),
  'efficientnet_b0.ra4_e3600_r224_in1k': facts(224, 0.9, half),
  'efficientnet_b1.ra4_e3600_r240_in1k': facts(240, 0.9, half),
  'efficientnet_b1.ft_in1k': facts(224, 0.875, imageNet),
  'efficientnet_b2.ra_in1k': facts(256, 0.875, imageNet),
  'efficientnet_b3.ra2_in1k': facts(288, 0.875, imageNet),
  'efficientnet_b4.ra2_in1k': facts(320, 0.875, imageNet),
  'efficientnet_b5.sw_in12k_ft_in1k': facts(448, 1, imageNet),
  'efficientnet_b5.sw_in12k': facts(416, 0.95, imageNet),
  'efficientnet_lite0.ra_in1k': facts(224, 0.875, imageNet),
  'tf_efficientnet_b0.ns_jft_in1k': facts(224, 0.875, imageNet),
  'tf_efficientnet_b1.ns_jft_in1k': facts(240, 0.882, imageNet),
  'tf_efficientnet_b2.ns_jft_in1k': facts(260, 0.89, imageNet),
  'tf_efficientnet_b3.ns_jft_in1k': facts(300, 0.904, imageNet),
  'tf_efficientnet_b4.ns_jft_in1k': facts(380, 0.922, imageNet),
  'tf_efficientnet_b5.ns_jft_in1k': facts(456, 0.934, imageNet),
  'tf_efficientnet_b6.ns_jft_in1k': facts(528, 0.942, imageNet),
  'tf_efficientnet_b7.ns_jft_in1k': facts(600, 0.949, imageNet),
  'tf_efficientnet_l2.ns_jft_in1k_475': facts(475, 0.936, imageNet),
  'tf_efficientnet_l2.ns_jft_in1k': facts(800, 0.96, imageNet),
  'tf_efficientnet_b0.ap_in1k': facts(224, 0.875, half),
  'tf_efficientnet_b1.ap_in1k': facts(240, 0.882, half),
  'tf_efficientnet_b2.ap_in1k': facts(260, 0.89, half),
  'tf_efficientnet_b3.ap_in1k': facts(300, 0.904, half),
  'tf_efficientnet_b4.ap_in1k': facts(380, 0.922, half),
  'tf_efficientnet_b5.ap_in1k': facts(456, 0.934, half),
  'tf_efficientnet_b6.ap_in1k': facts(528, 0.942, half),
  'tf_efficientnet_b7.ap_in1k': facts(600, 0.949, half),
  'tf_efficientnet_b8.ap_in1k': facts(672, 0.954, half),
  'tf_efficientnet_b5.ra_in1k': facts(456, 0.934, imageNet),
  'tf_efficientnet_b7.ra_in1k': facts(600, 0.949, imageNet),
  'tf_efficientnet_b8.ra_in1k': facts(672, 0.954, imageNet),
  'tf_efficientnet_b0.aa_in1k': facts(224, 0.875, imageNet),
  'tf_efficientnet_b1.aa_in1k': facts(240, 0.882, imageNet),
  'tf_efficientnet_b2.aa_in1k': facts(260, 0.89, imageNet),
  'tf_efficientnet_b3.aa_in1k': facts(300, 0.904, imageNet),
  'tf_efficientnet_b4.aa_in1k': facts(380, 0.922, imageNet),
  'tf_efficientnet_b5.aa_in1k': facts(456, 0.934, imageNet),
  'tf_efficientnet_b6.aa_in1k': facts(528, 0.942, imageNet),
  'tf_efficientnet_b7.aa_in1k': facts(600, 0.949, imageNet),
  'tf_efficientnet_b0.in1k': facts(224, 0.875, imageNet),
  'tf_efficientnet_b1.in1k': facts(240, 0.882, imageNet),
  'tf_efficientnet_b2.in1k': facts(260, 0.89, imageNet),
  'tf_efficientnet_b3.in1k': facts(300, 0.904, imageNet),
  'tf_efficientnet_b4.in1k': facts(380, 0.922, imageNet),
  'tf_efficientnet_b5.in1k': facts(456, 0.934, imageNet),
  'tf_efficientnet_lite0.in1k': facts(224, 0.875, half),
  'tf_efficientnet_lite1.in1k': facts(240, 0.882, half),
  'tf_efficientnet_lite2.in1k': facts(260, 0.89, half),
  'tf_efficientnet_lite3.in1k': facts(300, 0.904, half, 'bilinear'),
  'tf_efficientnet_lite4.in1k': facts(380, 0.92, half, 'bilinear'),
  'tf_efficientnetv2_s.in21k_ft_in1k': facts(300, 1, half),
  'tf_efficientnetv2_m.in21k_ft_in1k': facts(384, 1, half),
  'tf_efficientnetv2_s.in1k': facts(300, 1, half),
  'tf_efficientnetv2_m.in1k': facts(384, 1, half),
  'tf_efficientnetv2_s.in21k': facts(300, 1, half),
  'tf_efficientnetv2_m.in21k': facts(384, 1, half),
  'tf_efficientnetv2_b0.in1k': facts(192, 0.875, imageNet),
  'tf_efficientnetv2_b1.in1k': facts(192, 0.882, imageNet),
  'tf_efficientnetv2_b2.in1k': facts(208, 0.89, imageNet),
  'tf_efficientnetv2_b3.in21k_ft_in1k': facts(240, 0.9, half),
  'tf_efficientnetv2_b3.in1k': facts(240, 0.904, imageNet),
  'tf_efficientnetv2_b3.in21k': facts(240, 0.904, half),
};

/** What a model was trained on, by its tag. */
const trained: readonly (readonly [RegExp, string])[] = [
  [/ns_jft_in1k/, 'ImageNet-1k, and 300 M unlabelled images by Noisy Student'],
  [/in21k_ft_in1k$/, 'ImageNet-21k, then ImageNet-1k'],
  [/in21k$/, 'ImageNet-21k'],
  [/in12k_ft_in1k$/, 'ImageNet-12k, then ImageNet-1k'],
  [/in12k$/, 'ImageNet-12k'],
  [/in1k$/, 'ImageNet-1k'],
];

/** Published weights by timm's name, `tf_efficientnet_b0.ns_jft_in1k`. timm gives all of them the same licence. */
export const timmWeights: Readonly<Record<string, TimmFacts>> = Object.fromEntries(
  Object.entries(table).map(([name, own]) => {
    const trainedOn = trained.find(([tag]) => tag.test(name))?.[1] ?? '';
    return [name, { ...own, licence: 'Apache-2.0', trainedOn }];
  }),
);
