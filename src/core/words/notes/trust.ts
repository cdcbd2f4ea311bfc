import type { ErrorWords } from '../errors/entry';

/** Notes on how right the labels of a selection are, and on what would help. */
export const trustNotes = {
  'threshold-idle': {
    en: 'The threshold of {{threshold}} drops nothing: with {{classes}} [class|classes] the largest probability is never below {{least}}. Start from {{better}}.',
    ko: '임계값 {{threshold}}은(는) 아무것도 걸러 내지 못합니다. 클래스가 {{classes}}개이면 최대 확률이 {{least}}보다 작을 수 없습니다. {{better}}에서 시작하세요.',
  },
  'threshold-flat': {
    en: 'Of {{images}} [image|images], only {{passing}} [reaches|reach] the threshold of {{threshold}}: the model is not confident, with less than {{median}} for half of the images. Lower the threshold, or train the teacher longer or from pretrained weights.',
    ko: '이미지 {{images}}장 중 {{passing}}장만 임계값 {{threshold}}에 이릅니다. 모델의 확신이 낮아 절반의 이미지는 신뢰도가 {{median}} 미만입니다. 임계값을 낮추거나, 교사 모델을 더 오래 또는 사전 학습된 가중치에서 학습하세요.',
  },
  'threshold-none': {
    en: 'None of the {{images}} [image|images] reaches the threshold of {{threshold}}: the model is not confident, with less than {{median}} for half of the images. Lower the threshold, or train the teacher longer or from pretrained weights.',
    ko: '이미지 {{images}}장 중 임계값 {{threshold}}에 이르는 것이 하나도 없습니다. 모델의 확신이 낮아 절반의 이미지는 신뢰도가 {{median}} 미만입니다. 임계값을 낮추거나, 교사 모델을 더 오래 또는 사전 학습된 가중치에서 학습하세요.',
  },
  'trust-expected': {
    en: 'About {{share}} of the {{kept}} kept [pseudo-label is|pseudo-labels are] right ({{low}} to {{high}}), as {{heldOut}} {{what}} [says|say].',
    ko: '채택한 의사 라벨 {{kept}}개 중 약 {{share}}가 맞습니다({{low}}~{{high}}). {{what}} {{heldOut}}장을 근거로 추정했습니다.',
  },
  'trust-low': {
    en: 'About {{share}} of the {{kept}} kept [pseudo-label is|pseudo-labels are] right ({{low}} to {{high}}), as {{heldOut}} {{what}} [says|say]: too few for a student to learn well from.',
    ko: '채택한 의사 라벨 {{kept}}개 중 약 {{share}}만 맞습니다({{low}}~{{high}}). {{what}} {{heldOut}}장을 근거로 추정했으며, 학생 모델이 제대로 배우기에는 낮은 비율입니다.',
  },
  'trust-few': {
    en: 'Only {{heldOut}} labelled [image was|images were] held out: too few to tell how many of the {{kept}} kept [pseudo-label is|pseudo-labels are] right. The estimate of {{share}} is little more than the model’s own confidence. Label some more images, or check a few dozen of the kept ones by hand.',
    ko: '따로 둔 라벨된 이미지가 {{heldOut}}장뿐이어서 채택한 의사 라벨 {{kept}}개 중 얼마나 맞는지 판단할 수 없습니다. 추정치 {{share}}는 모델 자신의 신뢰도와 크게 다르지 않습니다. 라벨을 더 붙이거나 채택한 이미지 수십 장을 직접 확인하세요.',
  },
  'trust-unknown': {
    en: {
      cli: 'It is not known how many of the kept pseudo-labels are right: this labelling was not compared with labelled images that its model had not learnt from. If there are validation images, label the pool again; if there are none, hold some out in a new experiment ("validationShare" in its recipe).',
      window:
        'It is not known how many of the kept pseudo-labels are right: this labelling was not compared with labelled images that its model had not learnt from. If there are validation images, label the pool again; if there are none, hold some out in a new experiment (“Validation share” in its recipe).',
    },
    ko: '채택한 의사 라벨이 얼마나 맞는지 알 수 없습니다. 이 라벨링은 모델이 학습하지 않은 라벨된 이미지와 비교되지 않았습니다. 검증 이미지가 있으면 풀에 라벨을 다시 붙이고, 없으면 새 실험에서 레시피의 "검증 비율"만큼 따로 두세요.',
  },
  'trust-pretrained': {
    en: 'Start the teacher from pretrained weights: with so few labels nothing else helps as much.',
    ko: '교사 모델을 사전 학습된 가중치에서 시작하세요. 라벨이 이렇게 적을 때는 이보다 도움이 되는 것이 없습니다.',
  },
  'trust-label-classes': {
    en: 'Label more images of {{classes}}: most of the wrong labels are there.',
    ko: '{{classes}} 클래스의 이미지에 라벨을 더 붙이세요. 틀린 라벨이 그곳에 가장 많습니다.',
  },
  'trust-label-rare': {
    en: 'Label more images of {{classes}}: the teacher has seen so few of them that it takes them for other classes.',
    ko: '{{classes}} 클래스의 이미지에 라벨을 더 붙이세요. 교사 모델이 본 이미지가 너무 적어 다른 클래스로 판단합니다.',
  },
  'trust-threshold': {
    en: 'Raise the confidence threshold to {{threshold}}: about {{share}} of the {{kept}} [image above it is|images above it are] right.',
    ko: '신뢰도 임계값을 {{threshold}}(으)로 높이세요. 그 이상인 이미지 {{kept}}장 중 약 {{share}}가 맞습니다.',
  },
  'trust-flag': {
    en: 'Switch the out-of-domain flag on: part of the pool looks like no labelled image.',
    ko: '도메인 외 분류를 켜세요. 풀의 일부는 라벨된 어떤 이미지와도 닮지 않았습니다.',
  },
  'class-thresholds-unknown': {
    en: 'No labelled image was held out, so thresholds by class cannot be fitted: all classes keep {{threshold}}.',
    ko: '따로 둔 라벨된 이미지가 없어 클래스별 임계값을 정할 수 없습니다. 모든 클래스에 {{threshold}}을(를) 씁니다.',
  },
  'class-thresholds-few': {
    en: 'The teacher assigned fewer than {{least}} held-out images to {{classes}}: there the threshold is {{threshold}}, at which all classes together reach {{precision}}.',
    ko: '따로 둔 이미지 중 교사 모델이 {{classes}}(으)로 본 것이 {{least}}장 미만입니다. 이 클래스에는 모든 클래스를 합쳐 {{precision}}에 이르는 임계값 {{threshold}}을(를) 씁니다.',
  },
  'class-thresholds-short': {
    en: 'At no threshold are {{precision}} of the labels of {{classes}} expected to be right: only the most confident tenth is kept.',
    ko: '{{classes}}에서는 어떤 임계값에서도 라벨의 {{precision}}가 맞을 것으로 기대되지 않습니다. 가장 확신하는 10분의 1만 채택합니다.',
  },
  'flag-taught': {
    en: 'Images that a person marked out of domain ({{rejected}}) taught the flag: it flags {{more}} more images and {{fewer}} fewer.',
    ko: '사람이 도메인 외로 표시한 이미지 {{rejected}}장으로 도메인 외 분류를 가르쳤습니다. 새로 분류된 이미지 {{more}}장, 더는 분류되지 않는 이미지 {{fewer}}장.',
  },
  'flag-contrast': {
    en: 'A comparison of the pool with the labelled images taught the flag: it flags {{more}} more images and {{fewer}} fewer. About {{alike}} of the pool looks like labelled images.',
    ko: '풀과 라벨된 이미지를 비교해 도메인 외 분류를 가르쳤습니다. 새로 분류된 이미지 {{more}}장, 더는 분류되지 않는 이미지 {{fewer}}장. 풀의 약 {{alike}}가 라벨된 이미지와 비슷합니다.',
  },
  'flag-contrast-refused': {
    en: 'Only about {{alike}} of the pool looks like labelled images, so a comparison of the two did not teach the flag: images from another camera or season could not be told from images of no class.',
    ko: '풀의 약 {{alike}}만 라벨된 이미지와 비슷해 둘의 비교로 도메인 외 분류를 가르치지 않았습니다. 카메라나 계절이 다른 이미지와 어느 클래스에도 속하지 않는 이미지를 구별할 수 없기 때문입니다.',
  },
  'flag-contrast-nothing': {
    en: 'A comparison of the pool with the labelled images found next to nothing that only the pool has, so the flag goes by its score alone.',
    ko: '풀과 라벨된 이미지를 비교했지만 풀에만 있는 것을 거의 찾지 못해 도메인 외 분류는 점수만 따릅니다.',
  },
  'flag-untaught': {
    en: 'Images marked out of domain: {{rejected}}. The flag learns from {{least}} [image|images] or more.',
    ko: '도메인 외로 표시한 이미지가 {{rejected}}장입니다. 도메인 외 분류는 {{least}}장부터 배웁니다.',
  },
  'trust-held-out': {
    en: 'Only {{images}} labelled [image was|images were] held out, so the share is uncertain: label some more, or check a few dozen of the kept images by hand.',
    ko: '따로 둔 라벨된 이미지가 {{images}}장뿐이어서 이 비율은 불확실합니다. 라벨을 더 붙이거나 채택한 이미지 수십 장을 직접 확인하세요.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
