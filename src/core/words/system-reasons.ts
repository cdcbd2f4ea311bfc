import type { InEach } from './language';

/** Why the system refuses a file or folder, as the end of a sentence, by the system's error code. */
export const systemReasons: Readonly<Record<string, InEach<string>>> = {
  ENOENT: { en: 'there is no such file or folder', ko: '파일이나 폴더가 없음' },
  ENOTDIR: { en: 'a part of its path is a file, not a folder', ko: '경로 가운데 폴더가 아닌 파일이 있음' },
  EISDIR: { en: 'it is a folder', ko: '폴더임' },
  EEXIST: { en: 'a file of this name already exists', ko: '같은 이름의 파일이 있음' },
  EACCES: { en: 'you have no permission', ko: '권한이 없음' },
  EPERM: { en: 'you have no permission', ko: '권한이 없음' },
  EROFS: { en: 'the disk is read-only', ko: '읽기 전용 디스크임' },
  ENOSPC: { en: 'the disk is full', ko: '디스크가 가득 참' },
  EDQUOT: { en: 'your disk quota is used up', ko: '디스크 할당량을 다 씀' },
  EFBIG: { en: 'the file would become too large', ko: '파일이 너무 커짐' },
  ELOOP: { en: 'its link points back to itself', ko: '링크가 자기 자신을 가리킴' },
  ENAMETOOLONG: { en: 'its name is too long', ko: '이름이 너무 김' },
  EMFILE: { en: 'too many files are open', ko: '열려 있는 파일이 너무 많음' },
  ENFILE: { en: 'too many files are open', ko: '열려 있는 파일이 너무 많음' },
  EIO: { en: 'the disk reports an error', ko: '디스크 오류' },
  ENODEV: { en: 'its disk is not connected', ko: '디스크가 연결되어 있지 않음' },
  ESTALE: { en: 'it is no longer on its network drive', ko: '네트워크 드라이브에서 찾을 수 없음' },
};
