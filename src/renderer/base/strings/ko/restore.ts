import type { restore as english } from '../en/restore';
import type { Words } from '../words';

/** Korean: damage and backups. */
export const restore = {
  restore: {
    damaged: '“{{name}}” 카탈로그가 손상되었습니다',
    backups: '“{{name}}” 백업',
    safe: '카탈로그에는 라벨, 결정, 이미지 목록이 들어 있습니다. 이미지 파일과 학습된 모델은 따로 저장되어 있어 영향을 받지 않습니다.',
    healthy:
      '작업하는 동안 만들어진 카탈로그의 사본입니다. 되돌아가도 지금의 카탈로그는 옆에 남으며, 이미지 파일과 학습된 모델은 그대로 있습니다.',
    list: '백업, 최신순',
    made: '만든 때',
    images: '이미지',
    labels: '라벨',
    decisions: '결정',
    size: '크기',
    reasons: {
      day: '그날 처음 열 때',
      end: '프로젝트를 닫을 때',
      work: '작업하는 동안',
      version: '업데이트 전',
      hand: '직접 만듦',
      salvaged: '손상된 카탈로그에서 읽음',
    },
    notWhole: '불완전: {{tables}}',
    restore: '이 백업으로 복원',
    restoring:
      '복원해도 아무것도 지워지지 않습니다. 지금 있는 카탈로그는 날짜가 붙은 이름으로 옆에 남습니다.',
    salvage: '손상된 카탈로그 읽기',
    salvageHelp:
      '‘손상된 카탈로그 읽기’는 아직 읽을 수 있는 내용을 마지막 백업 이후의 라벨까지 이 목록에 추가합니다.',
    salvaged: '손상된 카탈로그에서 읽었습니다',
    salvagedHelp: '이미지 {{images}}장, 라벨 {{labels}}개, 결정 {{decisions}}개. 목록에 추가되었습니다.',
    none: '이 프로젝트에는 아직 백업이 없습니다',
    noneDamaged:
      '손상된 카탈로그에서 읽을 수 있는 내용을 읽거나, 새 프로젝트를 만들어 이미지를 다시 추가하세요. “runs” 폴더의 모델은 그대로 쓸 수 있습니다.',
    noneHealthy: '작업하는 동안, 그리고 프로젝트를 닫을 때 만들어집니다.',
    backUp: '지금 백업',
    backedUp: '백업을 만들었습니다',
    noRoom: '디스크에 백업할 공간이 없습니다. 공간을 비우고 다시 시도하세요.',
    close: '닫기',
    restored: '복원했습니다',
    kept: '이전 내용이 남아 있는 곳: {{paths}}',
    menu: '백업…',
    trouble: '이 프로젝트에 문제가 있습니다',
    cannotWrite: '이 프로젝트에는 쓸 수 없어 할 수 없습니다',
    readOnly:
      '이 프로젝트는 읽기 전용이거나 디스크가 가득 차서 보기와 내보내기만 할 수 있습니다. 작업하려면 공간을 비우거나 쓸 수 있는 디스크로 복사한 뒤 다시 여세요.',
  },
} as const satisfies Words<typeof english>;
