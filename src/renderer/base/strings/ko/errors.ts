/**
 * Korean: what went wrong, by the error's code. Codes that are missing are told in the studio's English: they name settings, lines of
 * a file or steps of a computation.
 */
export const errors = {
  errors: {
    title: '처리하지 못했습니다',
    'engine-died':
      '별도 프로세스인 엔진이 예고 없이 종료되었습니다. 대개 메모리가 부족할 때 일어납니다. 그 밖에 잃은 것은 없습니다. 실행 화면에서 재개를 누르면 마지막 체크포인트부터 이어집니다. 다시 일어나면 배치를 줄이세요.',
    'source-kind':
      '전에 다른 종류로 가져온 소스입니다. 다른 폴더를 고르거나 소스를 빼고 다시 추가하세요. ({{fact}})',
    'nothing-found': '이 소스의 파일이 고른 폴더에 없습니다. 파일이 지금 있는 폴더를 고르세요.',
    'nothing-to-measure': '레시피를 시험할 이미지가 없습니다. 먼저 이미지를 추가하세요.',
    'too-few-classes': '분류기에는 클래스가 두 개 이상 필요합니다.',
    'unreadable-path': '파일이나 폴더를 읽을 수 없습니다. 경로와 권한을 확인하세요.',
    'tensorflow-missing': 'TensorFlow를 불러오지 못했습니다. 설치를 다시 실행하세요.',
  },
} as const;
