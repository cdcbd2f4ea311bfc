import type { ErrorWords } from './entry';

/** What the system refuses, with the file or folder that it was about. */
export const systemErrors = {
  'disk-full': {
    en: '{{path}}: the disk is full. Free some space and try again; what was saved before is not lost.',
    ko: '{{path}}: 디스크가 가득 찼습니다. 공간을 비우고 다시 시도하세요. 이미 저장된 내용은 사라지지 않습니다.',
  },
  'disk-share': {
    en: '{{path}}: your disk quota is used up. Free some space and try again; what was saved before is not lost.',
    ko: '{{path}}: 디스크 할당량을 다 썼습니다. 공간을 비우고 다시 시도하세요. 이미 저장된 내용은 사라지지 않습니다.',
  },
  'read-only': {
    en: '{{path}}: the disk is read-only. Choose a place on another disk.',
    ko: '{{path}}: 읽기 전용 디스크입니다. 다른 디스크의 위치를 고르세요.',
  },
  'no-permission': {
    en: '{{path}}: you have no permission. Change the permissions, or choose another place.',
    ko: '{{path}}: 권한이 없습니다. 권한을 바꾸거나 다른 위치를 고르세요.',
  },
  'write-no-folder': {
    en: '{{path}} cannot be written: its folder does not exist. Make the folder, or choose another place.',
    ko: '{{path}}에 쓸 수 없습니다. 폴더가 없습니다. 폴더를 만들거나 다른 위치를 고르세요.',
  },
  'write-onto-folder': {
    en: '{{path}} cannot be written: it is a folder. Choose the name of a file.',
    ko: '{{path}}에 쓸 수 없습니다. 폴더입니다. 파일 이름을 고르세요.',
  },
  'file-too-large': {
    en: "{{path}}: the disk's file system does not allow files of this size (FAT allows 4 GB). Choose a place on another disk.",
    ko: '{{path}}: 이 디스크의 파일 시스템은 이만한 크기의 파일을 담지 못합니다(FAT는 4GB까지). 다른 디스크의 위치를 고르세요.',
  },
  'file-refused': {
    en: '{{path}} cannot be used: {{reason}}.',
    ko: '{{path}}을(를) 쓸 수 없습니다. ({{reason}})',
  },
  'text-encoding': {
    en: 'The text is neither UTF-8 nor UTF-16. Save it as UTF-8.',
    ko: 'UTF-8이나 UTF-16 텍스트가 아닙니다. UTF-8로 저장하세요.',
  },
  'disk-failing': {
    en: '{{path}}: the disk reports an error. Check that it is connected and healthy, then try again; what was saved before is not changed.',
    ko: '{{path}}: 디스크에서 오류가 났습니다. 연결과 상태를 확인한 뒤 다시 시도하세요. 이미 저장된 내용은 바뀌지 않았습니다.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
