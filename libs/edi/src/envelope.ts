import { must } from '@tradeloom/kernel';

export interface Party {
  /** ISA05/07: ZZ mutually defined, 01 DUNS. UNB 0007: 14 GLN, ZZZ mutually defined. EndpointID's schemeID: 0088 GLN. */
  qualifier: string;
  /** ISA06/08, up to 15 characters; UNB 0004/0010, up to 35; EndpointID. */
  id: string;
  /** GS02/03 where it differs from the interchange's id. */
  applicationId?: string;
}

/** `at` (UTC) or `date` (2026-03-01) and `time` (0915 or 091500). Control numbers come from the ledger. */
export interface Envelope {
  sender: Party;
  receiver: Party;
  control: string | number;
  /** X12: default the interchange's control number. */
  groupControl?: string | number;
  /** ISA15 T, UNB 0035 1. Default false; `usage` wins. */
  test?: boolean;
  usage?: 'P' | 'T' | 'I';
  at?: Date;
  date?: string;
  time?: string;
  /** `004010` (default) or `005010`; GS08 may carry an industry suffix. EDIFACT: `D.96A`. UBL: `2.1`. */
  version?: string;
  /** ISA14, UNB 0031: ask for a TA1, a CONTRL. */
  acknowledgementRequested?: boolean;
}

/** CCYYMMDD and HHMM[SS]. */
export const stampOf = (envelope: Envelope): { date: string; time: string } => {
  const stamp = envelope.at?.toISOString() ?? `${envelope.date ?? ''}T${colons(envelope.time ?? '0000')}`;
  const [date = '', time = ''] = stamp.split('T');
  must(/^\d{4}-\d{2}-\d{2}$/.test(date), 'edi.write.no-date', {
    en: 'An interchange needs its date: `at`, or `date` and `time`',
    zh: '交换须有日期：at，或 date 与 time',
  });
  return { date: date.replaceAll('-', ''), time: time.slice(0, 8).replaceAll(':', '') };
};

const colons = (time: string): string => time.replace(/^(\d\d):?(\d\d):?(\d\d)?$/, '$1:$2:$3').replace(/:$/, '');
