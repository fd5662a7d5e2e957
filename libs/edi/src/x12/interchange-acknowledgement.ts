import { codeOf } from '../findings/problem-codes.ts';
import type { AcknowledgeWhen, Knowledge } from '../knowledge.ts';
import type { InterchangeResult } from '../result.ts';
import type { AckEnvelope } from './acknowledge.ts';
import { addressedBack } from './addressed-back.ts';
import { encodeSegments } from './encode-segments.ts';
import { interchangeHeader, writtenEnvelope } from './envelope-out.ts';
import { encodingOf } from './write.ts';

/** TA104 and TA105. */
export interface InterchangeVerdict {
  code: 'A' | 'E' | 'R';
  /** 000 no error, 001 control numbers differ, 006 sender, 009 receiver unknown, 021 count, 022 structure, 023 premature end, 025 duplicate. */
  note: string;
}

export const interchangeVerdict = (received: InterchangeResult, knowledge: Knowledge = {}): InterchangeVerdict => {
  if (knowledge.unknownSender) return { code: 'R', note: '006' };
  if (knowledge.unknownReceiver) return { code: 'R', note: '009' };
  if (knowledge.duplicate) return { code: 'R', note: '025' };
  const errors = received.errors.filter((p) => p.severity === 'error');
  if (errors.length === 0) return { code: 'A', note: '000' };
  const notes = errors.map((p) => codeOf(p.code)?.interchange).filter((note) => note !== undefined);
  // A cut file also lacks trailers and counts: its end is the cause of the rest.
  return { code: 'R', note: notes.includes('023') ? '023' : (notes[0] ?? '024') };
};

/** Whether a TA1 is owed; never for an interchange that only carries TA1s. */
export const owesInterchangeAcknowledgement = (
  received: InterchangeResult,
  verdict: InterchangeVerdict,
  when: AcknowledgeWhen = 'requested',
): boolean => {
  if (when === 'never' || (received.groups.length === 0 && received.receivedAcks.length > 0)) return false;
  if (verdict.code !== 'A' || when === 'always') return true;
  return when === 'requested' && received.acknowledgementRequested;
};

/** An interchange of one TA1 segment (X12.5), without groups. */
export const interchangeAcknowledgement = (
  received: InterchangeResult,
  envelope: AckEnvelope,
  knowledge: Knowledge = {},
): Uint8Array => {
  const version = /^00[45]0[1-9]$/.test(received.version) ? `${received.version}0` : '004010';
  const written = writtenEnvelope({ ...addressedBack(received), ...envelope, test: received.test, version });
  const { code, note } = interchangeVerdict(received, knowledge);
  const clean = (text: string, pattern: RegExp, otherwise: string): string => (pattern.test(text) ? text : otherwise);
  const ta1 = [
    'TA1',
    clean(received.control, /^\d{9}$/, '000000000'),
    clean(received.date, /^\d{6}$/, '000000'),
    clean(received.time, /^\d{4}$/, '0000'),
    code,
    note,
  ];
  const encoding = encodingOf(version, { ...envelope.writing, onDelimiter: { replaceWith: ' ' }, onForeign: 'blank' });
  const segments = [interchangeHeader(written, encoding.delimiting), ta1, ['IEA', '0', written.control]];
  return encodeSegments(segments, encoding);
};
