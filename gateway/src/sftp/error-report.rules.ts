import { type FileError, type Interchange, shownRow } from '../mailboxes/interchange.rules.ts';

type Judged = Pick<Interchange, 'id' | 'fileName' | 'status' | 'format' | 'errors' | 'messages' | 'rows'>;

interface Finding {
  /** `850 0001`, `row 3`; empty where the file as a whole is meant */
  readonly of: { readonly en: string; readonly zh: string };
  readonly error: FileError;
}

/** Whether there is something to report. */
export const hasReport = ({ status }: Pick<Interchange, 'status'>): boolean =>
  status === 'rejected' || status === 'processed-with-errors';

/** What stands beside a file that has errors: for people, and for programs. */
export const reportSuffixes = ['.errors.txt', '.errors.json'] as const;
export type ReportSuffix = (typeof reportSuffixes)[number];

const findingsOf = ({ errors, messages, rows }: Judged): Finding[] => [
  ...errors.map((error) => ({ of: { en: '', zh: '' }, error })),
  ...messages.flatMap(({ type, control, errors: own }) =>
    own.map((error) => ({ of: { en: `${type} ${control}: `, zh: `${type} ${control}：` }, error })),
  ),
  ...rows.flatMap(({ row, errors: own }) =>
    own.map((error) => ({ of: { en: `row ${row}: `, zh: `第 ${row} 行：` }, error })),
  ),
];

/** `segment 5, element 2`: what a finding says of its place, as the finding names it. */
const placeIn = ({ code: _code, message: _message, ...position }: FileError): string =>
  Object.entries(position)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');

const verdicts = { en: 'rejected', zh: '已拒收' };
const partly = { en: 'taken in part', zh: '部分接收' };

const textOf = (judged: Judged): string => {
  const verdict = judged.status === 'rejected' ? verdicts : partly;
  const head = [
    judged.fileName ?? judged.id,
    `结果：${verdict.zh}    Result: ${verdict.en}`,
    `编号 / Id: ${judged.id}`,
  ];
  const findings = findingsOf(judged).map(({ of, error }, index) => {
    const place = placeIn(error);
    return [
      '',
      `${index + 1}. [${error.code}]${place && ` ${place}`}`,
      `   ${of.zh}${error.message.zh}`,
      `   ${of.en}${error.message.en}`,
    ].join('\r\n');
  });
  return `${[...head, ...findings].join('\r\n')}\r\n`;
};

const jsonOf = ({ id, fileName, status, format, errors, messages, rows }: Judged): string =>
  `${JSON.stringify({ id, fileName, status, format, errors, messages, rows: rows.map(shownRow) }, undefined, 2)}\n`;

/** The report: text in Chinese and English, or the fate as `GET …/interchanges/{id}` tells it. */
export const reportOf = (judged: Judged, suffix: ReportSuffix): string =>
  // the mark tells a Windows editor that the Chinese is UTF-8
  suffix === '.errors.txt' ? `\ufeff${textOf(judged)}` : jsonOf(judged);
