import { must } from '@tradeloom/kernel';
import { type Envelope, type Party, stampOf } from '../envelope.ts';
import type { Delimiting } from './encode-segments.ts';
import type { Element } from './message.ts';

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
  for (const number of [control, groupControl]) mustBeControl(String(number));
  for (const party of [sender, receiver]) mustBeParty(party);
  return {
    sender,
    receiver,
    control: String(control).padStart(9, '0'),
    groupControl: String(Number(groupControl)),
    usage: envelope.usage ?? (envelope.test ? 'T' : 'P'),
    ...stampOf(envelope),
    version,
    acknowledgementRequested: envelope.acknowledgementRequested ?? false,
  };
};

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
