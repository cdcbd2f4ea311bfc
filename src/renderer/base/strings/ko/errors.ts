/**
 * Korean: what went wrong, by the error's code. Codes that are missing are told in the studio's English: they name settings, lines of
 * a file or steps of a computation.
 */
export const errors = {
  errors: {
    title: '처리하지 못했습니다',
    'engine-died':
      '별도 프로세스인 엔진이 예고 없이 종료되었습니다. 대개 메모리가 부족할 때 일어납니다. 그 밖에 잃은 것은 없습니다. 실행 화면에서 재개를 누르면 마지막 체크포인트부터 이어집니다. 다시 일어나면 배치를 줄이세요.',
    'no-project': '프로젝트 폴더가 아닙니다. 프로젝트가 있는 폴더를 고르거나 새로 만드세요. ({{fact}})',
    'no-pool': '라벨 없는 이미지가 없습니다. 데이터 화면에서 폴더를 추가하세요. ({{fact}})',
    'nothing-to-evaluate':
      '평가할 라벨 이미지가 없습니다. 데이터 화면에서 분할을 뽑거나 라벨 이미지를 추가하세요. ({{fact}})',
    'no-run': '아직 학습된 모델이 없습니다. 실행 화면에서 실험을 시작하세요. ({{fact}})',
    'no-experiment': '아직 실험이 없습니다. 실행 화면에서 시작하세요. ({{fact}})',
    'run-unfinished': '아직 끝나지 않은 실행입니다. 실행 화면에서 재개를 눌러 마치세요. ({{fact}})',
    'source-kind':
      '전에 다른 종류로 가져온 소스입니다. 다른 폴더를 고르거나 소스를 빼고 다시 추가하세요. ({{fact}})',
    'empty-selection':
      '남은 이미지가 없습니다. 검토 화면에서 신뢰도 임계값이나 도메인 외 한계를 낮추거나 더 나은 교사 모델을 학습하세요.',
    'disk-full':
      '디스크가 가득 찼습니다. 공간을 비우고 다시 시도하세요. 이미 저장된 내용은 사라지지 않습니다.',
    'disk-error': '디스크를 읽거나 쓰지 못했습니다. 디스크와 연결을 확인한 뒤 다시 시도하세요.',
    'read-only': '읽기 전용 디스크입니다. 다른 디스크의 위치를 고르세요.',
    'no-permission': '권한이 없습니다. 권한을 바꾸거나 다른 위치를 고르세요.',
    'project-read-only':
      '프로젝트에 쓸 수 없습니다. 프로젝트 폴더의 권한을 확인하거나 쓸 수 있는 디스크로 복사하세요.',
    'project-in-use': '다른 프로세스가 이 프로젝트를 열고 있습니다. 그쪽에서 닫은 뒤 다시 시도하세요.',
    'project-exists': '이미 프로젝트인 폴더입니다. 그 프로젝트를 열거나 다른 폴더를 고르세요.',
    'folder-not-empty':
      '비어 있지 않은 폴더입니다. 프로젝트에는 새 폴더를 쓰세요. 이미지는 원래 자리에 그대로 있습니다.',
    'catalog-newer': '더 새로운 Noisy Studio에서 연 프로젝트입니다. Noisy Studio를 업데이트한 뒤 여세요.',
    'catalog-foreign': '다른 프로그램의 데이터베이스입니다. Noisy Studio 프로젝트가 있는 폴더를 고르세요.',
    'catalog-damaged': '프로젝트의 카탈로그가 손상되었습니다. 백업에서 복원하세요.',
    'catalog-unreachable': '카탈로그를 열 수 없습니다. 폴더가 있는지, 읽고 쓸 수 있는지 확인하세요.',
    'class-name': '클래스 이름이 비어 있거나 이미 쓰이고 있습니다. 다른 이름을 쓰세요.',
    'class-key': '이 키는 이미 쓰이고 있습니다. 숫자 등 다른 키를 고르세요.',
    'class-merge': '클래스를 자기 자신과 합칠 수 없습니다. 다른 클래스를 고르세요.',
    'class-missing': '수락하거나 라벨을 바꾸려면 클래스가 필요합니다. 하나를 고르세요.',
    'nothing-to-decide': '고른 이미지가 없습니다. 이미지를 고른 뒤 결정하세요.',
    'nothing-to-undo': '취소할 것이 없습니다.',
    'nothing-to-redo': '다시 실행할 것이 없습니다.',
    'nothing-found': '이 소스의 파일이 고른 폴더에 없습니다. 파일이 지금 있는 폴더를 고르세요.',
    'nothing-to-measure': '레시피를 시험할 이미지가 없습니다. 먼저 이미지를 추가하세요.',
    'no-labelled-images': '학습할 라벨 이미지가 없습니다. 먼저 이미지에 라벨을 지정하세요.',
    'no-labelling': '아직 이미지를 본 모델이 없습니다. 모델을 학습해 라벨을 매기게 하세요.',
    'no-features': '이 라벨링에는 이미지 특징이 남아 있지 않습니다. 비교하려면 다시 라벨링하세요.',
    'no-image-to-compare': '비슷한 순으로 놓을 기준 이미지를 고르세요.',
    'labelling-unfinished': '라벨링이 끝나지 않았습니다. 실험을 재개하거나 다시 라벨링하세요.',
    'too-few-classes': '분류기에는 클래스가 두 개 이상 필요합니다.',
    'job-running': '열린 프로젝트에서 작업이 실행 중입니다. 기다리거나 취소한 뒤 다시 시도하세요.',
    'engine-busy': '엔진이 다른 작업을 하고 있습니다. 기다리거나 그 작업을 취소하세요.',
    'experiment-active': '이미 실행 중이거나 대기 중인 실험입니다.',
    'experiment-exists': '같은 이름의 실험이 있습니다. 다른 이름을 고르거나 그 실험을 재개하세요.',
    'export-target-exists':
      '이미 있는 이름입니다. 내보내기는 덮어쓰지 않습니다. 다른 이름을 고르거나 먼저 지우세요.',
    'source-known': '이 프로젝트의 다른 소스가 쓰는 폴더입니다. 그 소스를 먼저 빼거나 다른 폴더를 고르세요.',
    'unreadable-path': '파일이나 폴더를 읽을 수 없습니다. 경로와 권한을 확인하세요.',
    'no-open-project': '열린 프로젝트가 없습니다. 프로젝트를 열거나 새로 만드세요.',
    'tensorflow-missing': 'TensorFlow를 불러오지 못했습니다. 설치를 다시 실행하세요.',
  },
} as const;
