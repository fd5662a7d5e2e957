import { isCcyymmdd, isoDate, isTime, isYymmdd } from './calendar.ts';
import { detectFormat, type Format } from './detect-format.ts';
import { acknowledgeEdifact, owesControl } from './edifact/acknowledge.ts';
import { readEdifactFile } from './edifact/read.ts';
import type { Charset, FileProblem, InterchangeResult, Problem, Verdict } from './result.ts';
import { joint } from './settle.ts';
import { readUblFile } from './ubl/read.ts';
import { acknowledge } from './x12/acknowledge.ts';
import {
  interchangeAcknowledgement,
  interchangeVerdict,
  owesInterchangeAcknowledgement,
} from './x12/interchange-acknowledgement.ts';
import { type FileOptions, readX12File, type X12File } from './x12/read.ts';

/** The shape of one line of `tradeloom edi inspect --json`. */
export interface Inspection {
  file: string;
  format: Format;
  charset: string;
  verdict: Verdict;
  errors: FileProblem[];
  interchanges?: InterchangeResult[];
  rows?: InspectedRow[];
  acknowledgements: string[];
}

export interface InspectedRow {
  row: number;
  verdict: 'accepted' | 'rejected';
  errors: unknown[];
  document: unknown;
}

/** Reads one format that this library does not: CSV, XLSX. */
export type InspectFormat = (bytes: Uint8Array, fileName: string) => Inspection;

export interface InspectOptions extends FileOptions {
  /** Control number of the acknowledgements shown; a preview, nothing is drawn from a ledger. Default 1. */
  control?: number;
  readers?: Partial<Record<Format, InspectFormat>>;
}

/** Says what the gateway would do with a file. Pure, never throws, whatever the bytes. */
export const inspect = (bytes: Uint8Array, fileName = '', options: InspectOptions = {}): Inspection => {
  const format = detectFormat(bytes, fileName);
  const reader = options.readers?.[format];
  if (reader) return reader(bytes, fileName);
  if (format === 'x12') return inspectX12(bytes, fileName, options);
  if (format === 'edifact') return inspectEdifact(bytes, fileName, options);
  if (format === 'ubl')
    return { ...inspected(bytes, readUblFile(bytes)), file: fileName, format, acknowledgements: [] };
  return refused(bytes, fileName, format);
};

export const inspectX12 = (bytes: Uint8Array, fileName: string, options: InspectOptions = {}): Inspection => {
  const file = readX12File(bytes, options);
  const acknowledgements = preview(file.interchanges, options.control ?? 1);
  return { ...inspected(bytes, file), file: fileName, format: 'x12', acknowledgements };
};

const inspectEdifact = (bytes: Uint8Array, fileName: string, options: InspectOptions = {}): Inspection => {
  const file = readEdifactFile(bytes, options);
  const acknowledgements = file.interchanges.flatMap((interchange, i) => {
    if (!owesControl(interchange)) return [];
    return [text(acknowledgeEdifact(interchange, { control: (options.control ?? 1) + i, ...dated(interchange) }))];
  });
  return { ...inspected(bytes, file), file: fileName, format: 'edifact', acknowledgements };
};

const inspected = (
  bytes: Uint8Array,
  { charset, errors, interchanges }: X12File,
): Pick<Inspection, 'charset' | 'verdict' | 'errors' | 'interchanges'> => {
  const rejected = errors.some((p) => p.severity === 'error') || interchanges.length === 0;
  return {
    charset,
    verdict: rejected ? 'rejected' : joint(errors, interchanges),
    errors: errors.map((p) => fileProblem(p, bytes)),
    interchanges,
  };
};

/** The acknowledgements as they would be sent, dated like the interchange they answer. */
const preview = (interchanges: readonly InterchangeResult[], firstControl: number): string[] => {
  let control = firstControl;
  const answers: string[] = [];
  for (const interchange of interchanges) {
    const verdict = interchangeVerdict(interchange);
    const when = dated(interchange);
    if (owesInterchangeAcknowledgement(interchange, verdict)) {
      answers.push(text(interchangeAcknowledgement(interchange, { control: control++, ...when })));
    }
    const functional = acknowledge(interchange, { control, ...when }).map(text);
    control += functional.length;
    answers.push(...functional);
  }
  return answers;
};

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const dated = ({ date, time }: InterchangeResult): { date: string; time: string } => ({
  date: isYymmdd(date) ? isoDate(`20${date}`) : isCcyymmdd(date) ? isoDate(date) : '1970-01-01',
  time: isTime(time) ? time : '0000',
});

const fileProblem = ({ level, code, severity, message, byteOffset }: Problem, bytes: Uint8Array): FileProblem => ({
  level,
  code,
  severity,
  message,
  byteOffset,
  line: lineAt(bytes, byteOffset),
});

const lineAt = (bytes: Uint8Array, offset: number): number => {
  let line = 1;
  for (let i = 0; i < offset && i < bytes.length; i++) if (bytes[i] === 0x0a) line++;
  return line;
};

type Unread = Exclude<Format, 'x12' | 'edifact' | 'ubl'>;

const refusals: Readonly<Record<Unread, { code: string; en: string; zh: string }>> = {
  csv: { code: 'CSV_NOT_SUPPORTED', en: 'CSV is not supported here', zh: '此处不支持 CSV' },
  xlsx: { code: 'XLSX_NOT_SUPPORTED', en: 'XLSX is not supported here', zh: '此处不支持 XLSX' },
  unknown: {
    code: 'FORMAT_UNKNOWN',
    en: 'The file is neither X12 nor EDIFACT, CSV, XLSX or UBL',
    zh: '文件不是 X12、EDIFACT、CSV、XLSX 或 UBL',
  },
};

const refused = (bytes: Uint8Array, file: string, format: Unread): Inspection => {
  const { code, en, zh } = refusals[format];
  const charset: Charset = 'utf-8';
  return {
    file,
    format,
    charset,
    verdict: 'rejected',
    errors: [
      { level: 'transport', code, severity: 'error', message: { en, zh }, byteOffset: 0, line: lineAt(bytes, 0) },
    ],
    interchanges: [],
    acknowledgements: [],
  };
};
