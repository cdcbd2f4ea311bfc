/** Korean: the estimated correctness of a selection. */
export const trust = {
  trust: {
    title: '예상 정답률',
    low: '틀린 라벨이 많습니다',
    few: '판단하기에는 따로 둔 이미지가 너무 적습니다',
    interval: '{{name}}: {{share}} 정답({{low}}~{{high}})',
    column: '정답률',
    columnHelp: '따로 둔 라벨된 이미지로 추정한, 채택한 의사 라벨 중 맞는 것의 비율입니다.',
  },
} as const;
