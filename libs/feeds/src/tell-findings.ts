import type { FeedError } from './feed-error.ts';
import type { JudgedRow } from './judged-row.ts';

/** Findings that one file is told: an answer of more is read by nobody, and must fit into the heap. */
const mostFindings = 60_000;

const more: Pick<FeedError, 'level' | 'code' | 'message' | 'suggestion'> = {
  level: 'guide',
  code: 'feed.row.not-told',
  message: {
    en: `There is something wrong here too; ${mostFindings} findings of this file are told`,
    zh: `本行也有问题；本文件仅列出前 ${mostFindings} 条`,
  },
  suggestion: { en: 'Mend the rows above and send the file again', zh: '请先修改前面的行，再重新发送' },
};

/** Rows as they are judged; behind the most that a file is told, a row says only that something is wrong with it. */
export const tellFindings = <R>(rows: readonly R[], judge: (row: R) => JudgedRow): JudgedRow[] => {
  let told = 0;
  return rows.map((one) => {
    const judged = judge(one);
    if (judged.errors.length === 0) return judged;
    told += judged.errors.length;
    if (told <= mostFindings) return judged;
    const { row, verdict } = judged;
    return { ...judged, errors: [{ ...more, severity: verdict === 'rejected' ? 'error' : 'warning', row }] };
  });
};
