import { must } from '@tradeloom/kernel';
import type { Delimiting } from './encode-segments.ts';
import type { Element } from './message.ts';

export interface Party {
  /** ISA05/07: ZZ mutually defined, 01 DUNS. */
  qualifier: string;
  /** ISA06/08, up to 15 characters. */
  id: string;
  /** GS02/03 where it differs from the interchange's id. */
  applicationId?: string;
}

/** `at` (UTC) or `date` (2026-03-01) and `time` (0915 or 091500). Control numbers come from the ledger. */
export interface Envelope {
  sender: Party;
  receiver: Party;
  control: string | number;
  /** Default: the interchange's control number. */
  groupControl?: string | number;
  /** ISA15: T for a test. Default false; `usage` wins. */
  test?: boolean;
  usage?: 'P' | 'T' | 'I';
  at?: Date;
  date?: string;
  time?: string;
  /** `004010` (default) or `005010`; GS08 may carry an industry suffix. */
  version?: string;
  /** ISA14: ask for a TA1. */
  acknowledgementRequested?: boolean;
}

export interface WrittenEnvelope {
  sender: Party;
  receiver: Party;
  /** Nine digits. */
  control: string;
  groupControl: string;
  usage: string;
  /** CCYYMMDD and HHMM[SS]. */
  date: string;
  time: string;
  version: string;
  acknowledgementRequested: boolean;
}

export const writtenEnvelope = (envelope: Envelope): WrittenEnvelope => {
  const { sender, receiver, control, groupControl = control, version = '004010' } = envelope;
  const stamp = envelope.at?.toISOString() ?? `${envelope.date ?? ''}T${colons(envelope.time ?? '0000')}`;
  const [date = '', time = ''] = stamp.split('T');
  must(/^\d{4}-\d{2}-\d{2}$/.test(date), 'edi.write.no-date', {
    en: 'An interchange needs its date: `at`, or `date` and `time`',
    zh: '交换须有日期：at，或 date 与 time',
  });
  for (const number of [control, groupControl]) mustBeControl(String(number));
  for (const party of [sender, receiver]) mustBeParty(party);
  return {
    sender,
    receiver,
    control: String(control).padStart(9, '0'),
    groupControl: String(Number(groupControl)),
    usage: envelope.usage ?? (envelope.test ? 'T' : 'P'),
    date: date.replaceAll('-', ''),
    time: time.slice(0, 8).replaceAll(':', ''),
    version,
    acknowledgementRequested: envelope.acknowledgementRequested ?? false,
  };
};

const colons = (time: string): string => time.replace(/^(\d\d):?(\d\d):?(\d\d)?$/, '$1:$2:$3').replace(/:$/, '');

const mustBeControl = (control: string): void =>
  must(
    /^\d{1,9}$/.test(control),
    'edi.write.control-invalid',
    { en: `Control number "${control}" is not of one to nine digits`, zh: `控制号"${control}"不是一至九位数字` },
    { control },
  );

const mustBeParty = ({ qualifier, id }: Party): void =>
  must(
    /^[A-Z0-9]{2}$/.test(qualifier) && /^[\x21-\x7e]([\x20-\x7e]{0,13}[\x21-\x7e])?$/.test(id),
    'edi.write.party-invalid',
    {
      en: `"${qualifier}:${id}" is not an interchange id of two and up to fifteen characters`,
      zh: `"${qualifier}:${id}"不是有效的交换标识（限定符两位，标识最多十五位）`,
    },
    { qualifier, id },
  );

const blank = ' '.repeat(10);

export const interchangeHeader = (envelope: WrittenEnvelope, delimiting: Delimiting): Element[] => [
  'ISA',
  '00',
  blank,
  '00',
  blank,
  envelope.sender.qualifier,
  envelope.sender.id.padEnd(15),
  envelope.receiver.qualifier,
  envelope.receiver.id.padEnd(15),
  envelope.date.slice(2),
  envelope.time.slice(0, 4),
  delimiting.repetition ?? 'U',
  envelope.version.slice(0, 5),
  envelope.control,
  envelope.acknowledgementRequested ? '1' : '0',
  envelope.usage,
  delimiting.component,
];

export const groupHeader = (envelope: WrittenEnvelope, functionalId: string, control: string): Element[] => [
  'GS',
  functionalId,
  envelope.sender.applicationId ?? envelope.sender.id,
  envelope.receiver.applicationId ?? envelope.receiver.id,
  envelope.date,
  envelope.time,
  control,
  'X',
  envelope.version,
];
