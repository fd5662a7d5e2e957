import { inspect } from '../src/inspect.ts';
import type { GroupResult, InterchangeResult, MessageResult } from '../src/result.ts';
import { readInterchanges } from '../src/x12/read.ts';

export interface Shape {
  functionalId?: string;
  version?: string;
  isa?: Partial<Record<number, string>>;
  /** Segments of each set between ST and SE; the envelope and SE01 are added. */
  sets: { type: string; body: string[] }[];
  newline?: string;
}

const idOf: Readonly<Record<string, string>> = {
  '810': 'IN',
  '820': 'RA',
  '824': 'AG',
  '830': 'PS',
  '846': 'IB',
  '850': 'PO',
  '855': 'PR',
  '856': 'SH',
  '860': 'PC',
  '861': 'RC',
  '862': 'SS',
  '863': 'RT',
  '865': 'CA',
  '869': 'RS',
  '870': 'RS',
  '997': 'FA',
  '999': 'FA',
};

/** An interchange around hand-written segments, with `*`, `>`, `~`. */
export const composeText = ({ sets, isa = {}, newline = '\n', version = '004010', functionalId }: Shape): string => {
  const header = [
    'ISA',
    '00',
    ' '.repeat(10),
    '00',
    ' '.repeat(10),
    'ZZ',
    'NINGBOMZ'.padEnd(15),
    'ZZ',
    'ACMEUS'.padEnd(15),
    '260117',
    '1030',
    version === '004010' ? 'U' : '^',
    version.slice(0, 5),
    '000000905',
    '0',
    'P',
    '>',
  ].map((element, i) => isa[i] ?? element);
  const group = functionalId ?? idOf[sets[0]?.type ?? ''] ?? 'XX';
  const bodies = sets.flatMap(({ type, body }, i) => {
    const control = String(i + 1).padStart(4, '0');
    return [`ST*${type}*${control}`, ...body, `SE*${body.length + 2}*${control}`];
  });
  const segments = [
    header.join('*'),
    `GS*${group}*NINGBOMZ*ACMEUS*20260117*1030*17*X*${version}`,
    ...bodies,
    `GE*${sets.length}*17`,
    `IEA*1*${header[13]}`,
  ];
  return segments.map((segment) => `${segment}~${newline}`).join('');
};

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const readOne = (
  text: string | Uint8Array,
): { interchange: InterchangeResult; group: GroupResult; message: MessageResult } => {
  const [interchange] = readInterchanges(typeof text === 'string' ? bytesOf(text) : text);
  const group = interchange?.groups[0];
  const message = group?.messages[0];
  return { interchange, group, message } as {
    interchange: InterchangeResult;
    group: GroupResult;
    message: MessageResult;
  };
};

/** Reads one hand-written set. */
export const readSet = (type: string, body: string[], version = '004010'): MessageResult =>
  readOne(composeText({ sets: [{ type, body }], version })).message;

/** `CODE@segmentPosition/element` of each finding. */
export const places = (message: { errors: MessageResult['errors'] }): string[] =>
  message.errors.map((p) => `${p.code}@${p.segmentPosition ?? ''}${p.element === null ? '' : `/${p.element}`}`);

export const inspectText = (text: string) => inspect(bytesOf(text), 'a.edi');
