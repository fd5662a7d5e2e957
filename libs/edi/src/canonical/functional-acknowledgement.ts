/**
 * 997, 999: what the receiver's translator says about one group of messages. A fact about syntax, not about business.
 * The 999 (from 005010) says the same of AK1, AK2 and AK9, and of a set by IK3, IK4, IK5 in place of AK3, AK4, AK5.
 */
export interface FunctionalAcknowledgement {
  kind: 'functional-acknowledgement';
  set: '997' | '999';
  /** GS01 and GS06 of the group that is acknowledged. */
  functionalId: string;
  groupControl: string;
  /** GS08 of the group, AK103: `005010X231A1`. */
  version?: string;
  outcome: 'accepted' | 'accepted-with-errors' | 'partially-accepted' | 'rejected';
  declaredMessages: number;
  receivedMessages: number;
  acceptedMessages: number;
  /** AK905 codes: 4 control numbers differ, 5 count differs. */
  groupErrors: string[];
  messages: AcknowledgedMessage[];
}

export interface AcknowledgedMessage {
  type: string;
  control: string;
  /** ST03 of the set, AK203: the implementation guide that it follows. */
  implementation?: string;
  outcome: 'accepted' | 'accepted-with-errors' | 'rejected';
  /** AK502, IK502 codes: 1 not supported, 4 segment count differs, 5 segments in error. */
  errors: string[];
  segments: AcknowledgedSegment[];
}

/** AK3 with its AK4, IK3 with its IK4: positions count from 1, ST being 1. */
export interface AcknowledgedSegment {
  segment: string;
  position: number;
  /** AK304, IK304 codes: 3 mandatory segment missing, 8 has element errors. An IK3 has one at most. */
  errors: string[];
  contexts?: AcknowledgedContext[];
  elements: AcknowledgedElement[];
}

export interface AcknowledgedElement {
  position: number;
  component?: number;
  repetition?: number;
  /** X12 data element number. */
  number?: string;
  /** AK403, IK403 code: 1 mandatory missing, 7 invalid code, 8 invalid date. */
  error: string;
  value?: string;
  contexts?: AcknowledgedContext[];
}

/** CTX of a 999: in which business unit (`CLM01` with its value) or by which trigger an error arose. */
export interface AcknowledgedContext {
  name: string;
  value?: string;
  /** What triggered it: segment, its position, loop, and the element in it. */
  segment?: string;
  position?: number;
  loop?: string;
  element?: number;
  component?: number;
  repetition?: number;
}
