/**
 * Korean: what went wrong, by the error's code. Codes that are missing are told in the studio's English: they name settings, lines of
 * a file or steps of a computation.
 */
export const errors = {
  errors: {
    title: '처리하지 못했습니다',
    'engine-died':
      '별도 프로세스인 엔진이 예고 없이 종료되었습니다. 대개 메모리가 부족할 때 일어납니다. 그 밖에 잃은 것은 없습니다. 실행 화면에서 재개를 누르면 마지막 체크포인트부터 이어집니다. 다시 일어나면 배치를 줄이세요.',
    'no-pool': '라벨 없는 이미지가 없습니다. 데이터 화면에서 폴더를 추가하세요. ({{fact}})',
    'nothing-to-evaluate':
      '평가할 라벨 이미지가 없습니다. 데이터 화면에서 분할을 뽑거나 라벨 이미지를 추가하세요. ({{fact}})',
    'source-kind':
      '전에 다른 종류로 가져온 소스입니다. 다른 폴더를 고르거나 소스를 빼고 다시 추가하세요. ({{fact}})',
    'disk-error': '디스크를 읽거나 쓰지 못했습니다. 디스크와 연결을 확인한 뒤 다시 시도하세요.',
    'project-read-only':
      '프로젝트에 쓸 수 없습니다. 프로젝트 폴더의 권한을 확인하거나 쓸 수 있는 디스크로 복사하세요.',
    'project-in-use': '다른 프로세스가 이 프로젝트를 열고 있습니다. 그쪽에서 닫은 뒤 다시 시도하세요.',
    'catalog-newer': '더 새로운 Noisy Studio에서 연 프로젝트입니다. Noisy Studio를 업데이트한 뒤 여세요.',
    'catalog-foreign': '다른 프로그램의 데이터베이스입니다. Noisy Studio 프로젝트가 있는 폴더를 고르세요.',
    'catalog-damaged': '프로젝트의 카탈로그가 손상되었습니다. 백업에서 복원하세요.',
    'catalog-unreachable': '카탈로그를 열 수 없습니다. 폴더가 있는지, 읽고 쓸 수 있는지 확인하세요.',
    'nothing-found': '이 소스의 파일이 고른 폴더에 없습니다. 파일이 지금 있는 폴더를 고르세요.',
    'nothing-to-measure': '레시피를 시험할 이미지가 없습니다. 먼저 이미지를 추가하세요.',
    'too-few-classes': '분류기에는 클래스가 두 개 이상 필요합니다.',
    'unreadable-path': '파일이나 폴더를 읽을 수 없습니다. 경로와 권한을 확인하세요.',
    'tensorflow-missing': 'TensorFlow를 불러오지 못했습니다. 설치를 다시 실행하세요.',
  },
} as const;
