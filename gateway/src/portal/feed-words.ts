import type { FeedKindName, Take } from '@tradeloom/feeds';
import { feedKinds } from '@tradeloom/feeds';
import type { Text } from '@tradeloom/kernel';

export const kindWords = (kind: FeedKindName): Text =>
  feedKinds.find(({ name }) => name === kind)?.title ?? { en: kind, zh: kind };

export const takeWords: Readonly<Record<Take, Text>> = {
  'good-rows': { en: 'Take the good rows', zh: '接收无误的行' },
  'all-or-nothing': { en: 'All or nothing', zh: '全部无误才接收' },
};

export const feedWords = {
  feeds: { en: 'Upload', zh: '上传文件' },
  preview: { en: 'Check before sending', zh: '发送前检查' },
  sent: { en: 'Sent file', zh: '已发送的文件' },
  file: { en: 'CSV or Excel file (.xlsx)', zh: 'CSV 或 Excel 文件（.xlsx）' },
  check: { en: 'Check', zh: '检查' },
  to: { en: 'To', zh: '发送给' },
  nothingIsSent: { en: 'Nothing is sent yet.', zh: '此时尚未发送。' },
  noMailbox: { en: 'You have no mailbox that takes tables.', zh: '您没有可接收表格文件的信箱。' },
  last: { en: 'Last files', zh: '最近的文件' },
  wrongRows: { en: 'Rows with errors', zh: '有错误的行' },
  row: { en: 'Row', zh: '行' },
  columns: { en: 'Columns that are not read', zh: '未读取的列' },
  columnsHint: {
    en: 'Say once what they are; the next file is read by it.',
    zh: '请确认一次，以后的文件将按此读取。',
  },
  whatKind: { en: 'This file is', zh: '此文件是' },
  undecided: { en: 'not decided', zh: '暂不确定' },
  leaveAlone: { en: 'leave alone', zh: '不读取' },
  likely: { en: 'likely', zh: '可能' },
  others: { en: 'others', zh: '其他' },
  confirm: { en: 'Confirm columns', zh: '确认列含义' },
  table: { en: 'The file as it was read', zh: '读取到的内容' },
  send: { en: 'Send', zh: '发送' },
  howToTake: { en: 'How to take it', zh: '接收方式' },
  corrected: { en: 'Download the file with its errors', zh: '下载带错误说明的文件' },
  again: { en: 'Upload another or the corrected file', zh: '上传更正后的文件或其他文件' },
  nothingGood: {
    en: 'No row can be taken. Correct the file and upload it again.',
    zh: '没有可接收的行，请更正后重新上传。',
  },
  reading: { en: 'It is being read …', zh: '正在读取……' },
  charset: { en: 'Encoding', zh: '编码' },
  withdraw: { en: 'Take it back', zh: '撤回' },
  gone: {
    en: 'This file is no longer here to be checked: upload it again.',
    zh: '该文件已不在检查区，请重新上传。',
  },
} as const satisfies Readonly<Record<string, Text>>;

export const mappingWords = (number: number): Text => ({
  en: `Columns as confirmed, version ${number}`,
  zh: `按已确认的列含义读取，第 ${number} 版`,
});

export const rowCounts = (good: number, bad: number): Text => ({
  en: `Good rows: ${good}; with errors: ${bad}`,
  zh: `${good} 行无误，${bad} 行未通过`,
});

export const heldWords = (held: number): Text => ({
  en: `${held} more rows are good, but nothing was taken because of these.`,
  zh: `另有 ${held} 行无误，因上述错误整份未接收。`,
});

export const takeHints = (good: number, bad: number): Readonly<Record<Take, Text>> => ({
  'good-rows': { en: `taken: ${good}, left out: ${bad}`, zh: `接收 ${good} 行，${bad} 行不接收` },
  'all-or-nothing':
    bad === 0
      ? { en: `taken: all ${good}`, zh: `接收全部 ${good} 行` }
      : { en: 'nothing would be taken as it is', zh: '按现状整份不会接收' },
});
