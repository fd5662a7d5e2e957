import type { CanonicalDocument } from './canonical/documents.ts';
import type { KeptReference } from './maps/kept.ts';

/** A text that a person reads, in both languages of the product. */
export interface Text {
  en: string;
  zh: string;
}

export type Verdict = 'accepted' | 'accepted-with-errors' | 'rejected';
export type Level = 'transport' | 'syntax' | 'structure' | 'guide';
export type Severity = 'error' | 'warning';
export type Charset =
  | 'utf-8'
  | 'utf-16le'
  | 'utf-16be'
  | 'gb18030'
  | 'windows-1252'
  | 'iso-8859-1'
  | 'iso-8859-2'
  | 'iso-8859-3'
  | 'iso-8859-4'
  | 'iso-8859-5'
  | 'iso-8859-6'
  | 'iso-8859-7'
  | 'iso-8859-8'
  | 'iso-8859-9'
  | 'iso-8859-15';

/**
 * One finding and where it stands. `byteOffset` counts from 0 in the file, every other position from 1;
 * `segmentPosition` counts ST as 1. `value` is the offending text, cut to 80 characters.
 */
export interface Problem {
  level: Level;
  code: string;
  severity: Severity;
  segment: string | null;
  segmentPosition: number | null;
  element: number | null;
  component: number | null;
  repetition: number | null;
  byteOffset: number;
  value: string | null;
  message: Text;
  /** X12 data element number, where the segment's table names it (AK402). */
  elementNumber?: string;
  /** EDIFACT: the segment group the segment stands in, outermost first: `SG25/SG33`. */
  group?: string;
  /**
   * XML: the way to the element, `/Order/OrderLine[2]/LineItem/Quantity/@unitCode`. There `segment` is the element's
   * name, `segmentPosition` counts elements in the order of the document, the root as 1.
   */
  path?: string;
  line?: number;
  /** Of the `<`, in UTF-16 code units. */
  column?: number;
}

/** A finding about the file as a whole. */
export interface FileProblem {
  level: Level;
  code: string;
  severity: Severity;
  message: Text;
  byteOffset: number;
  line: number;
}

export interface MessageResult {
  /** Transaction set id, message type or root element: `850`, `ORDERS`, `Order`. */
  type: string;
  /** `004010`, six digits of GS08; `D.96A`; `2.1`. */
  version: string;
  /** ST02 or UNH 0062 as received, leading zeros kept; of UBL the document's own number. */
  control: string;
  verdict: Verdict;
  /** Segments found from ST to SE (UNH to UNT), both counted; elements of an XML document. */
  segments: number;
  byteOffset: number;
  errors: Problem[];
  /** Null when the message is rejected or its type is not supported. */
  document: CanonicalDocument | null;
  /** What the partner's map says is to be kept for what answers this document. */
  kept?: readonly KeptReference[];
}

export interface GroupResult {
  functionalId: string | null;
  sender: string;
  receiver: string;
  control: string;
  version: string;
  /** GS08 as received, with its industry suffix; EDIFACT: the version of its first message. */
  versionCode: string;
  date: string;
  /** GE01, UNE 0060 or UNZ 0036 as received. */
  declaredMessages: number;
  verdict: Verdict;
  errors: Problem[];
  messages: MessageResult[];
}

/** A TA1 that the interchange carried: the fate of one of our own interchanges. */
export interface ReceivedInterchangeAck {
  control: string;
  date: string;
  time: string;
  code: 'A' | 'E' | 'R' | string;
  note: string;
}

export interface InterchangeResult {
  sender: string;
  senderQualifier: string;
  receiver: string;
  receiverQualifier: string;
  control: string;
  date: string;
  time: string;
  /** ISA12, `00401`; UNB S001, `UNOC:3`; `2.1`. */
  version: string;
  test: boolean;
  /** ISA14 or UNB 0031 was 1: the sender wants a TA1, a CONTRL. */
  acknowledgementRequested: boolean;
  charset: Charset;
  byteOffset: number;
  verdict: Verdict;
  errors: Problem[];
  groups: GroupResult[];
  receivedAcks: ReceivedInterchangeAck[];
}

/** An error rejects; a warning of the syntax or structure is noted; what the guide warns of does not touch the verdict. */
export const verdictOf = (problems: readonly Problem[]): Verdict => {
  if (problems.some((p) => p.severity === 'error')) return 'rejected';
  return problems.some((p) => p.level !== 'guide') ? 'accepted-with-errors' : 'accepted';
};
