import type { AcknowledgeWhen, Charset, OnForeign, Syntax, WrittenCharset } from '@tradeloom/edi';

/** Behind each segment of what we write: nothing, or a line break. */
export type Suffix = 'none' | 'lf' | 'crlf' | 'cr';

/** By what partner and we name ourselves in envelopes: ISA05..08 and GS02/03; UNB S002 and S003; EndpointID. */
export interface Identity {
  readonly qualifier: string | null;
  readonly id: string | null;
  readonly groupId: string | null;
  readonly ourQualifier: string | null;
  readonly ourId: string | null;
  readonly ourGroupId: string | null;
  /** What we write is marked as a test: ISA15 T, UNB 0035 1. */
  readonly test: boolean;
}

/** One message type in a version of its own. */
export interface TypeVersion {
  /** `855`, `ORDRSP` */
  readonly type: string;
  /** `005010`, `D.01B` */
  readonly version: string;
}

export interface Versions {
  /** What we write, where `byType` says nothing else. */
  readonly x12: string;
  readonly edifact: string;
  readonly byType: readonly TypeVersion[];
  /** What he writes in another version than he names. */
  readonly readAs: readonly TypeVersion[];
}

export interface Charsets {
  /** What his files are in, whatever they declare; null: what they declare and what the bytes are decide. */
  readonly in: Charset | null;
  /** What our X12 is in; of EDIFACT the syntax says so. */
  readonly out: WrittenCharset;
  /** What becomes of a character that the charset has not. */
  readonly foreign: Exclude<OnForeign, 'blank'>;
}

/** How the X12 files that we write are put together. */
export interface X12Writing {
  readonly element: string;
  readonly component: string;
  /** ISA11: a separator from 00402 on, `standards-id` (U) or `repetition` always. */
  readonly isa11: 'by-version' | 'standards-id' | 'repetition';
  /** Where `isa11` is `repetition`; by version it is `^`. */
  readonly repetition: string;
  readonly terminator: string;
  readonly suffix: Suffix;
  /** A separator found in data, which X12 cannot release: another character takes its place, or nothing is sent. */
  readonly delimiterInData: 'replace' | 'refuse';
  readonly replacement: string;
}

/** How the EDIFACT files that we write are put together. */
export interface EdifactWriting {
  /** Null: UNOC:3 where its characters do, else UNOW:4. */
  readonly syntax: Syntax | null;
  readonly una: 'always' | 'when-needed';
  readonly component: string;
  readonly element: string;
  readonly release: string;
  readonly repetition: string;
  readonly terminator: string;
  readonly decimalMark: '.' | ',';
  readonly suffix: Suffix;
}

/** One series of control numbers of ours. After `last` comes `first` again. */
export interface Numbering {
  readonly first: number;
  readonly last: number;
  /** Begins anew with each day, each year, or never. */
  readonly reset: 'never' | 'daily' | 'yearly';
}

export interface Controls {
  /** ISA13, UNB 0020 */
  readonly interchange: Numbering;
  /** GS06 */
  readonly group: Numbering;
  /** ST02, UNH 0062 */
  readonly message: Numbering & {
    /** Counted anew in each interchange from `first`, or on from one to the next. */
    readonly runs: 'in-interchange' | 'on';
  };
}

/** Whether what was taken before is known again by its control number. */
export interface DuplicateCheck {
  readonly check: boolean;
  /** How long a number is remembered; null: for ever. */
  readonly days: number | null;
  readonly action: 'refuse' | 'flag';
}

export interface Duplicates {
  readonly interchange: DuplicateCheck;
  readonly group: DuplicateCheck;
  readonly message: DuplicateCheck;
}

export interface Sequence {
  /** What becomes of an interchange whose control number is not the one that was to come next. */
  readonly outOfOrder: 'process' | 'flag' | 'refuse' | 'hold';
  /** After so many hours both sides hear that a number was passed over. */
  readonly missingAfterHours: number;
}

export interface Acknowledgements {
  /** What we send for his interchanges. */
  readonly ta1: AcknowledgeWhen;
  readonly contrl: AcknowledgeWhen;
  /** For his groups; 999 only for those of 005010 and later. */
  readonly functional: '997' | '999' | 'none';
  /** Whether a 997 or 999 names sets one by one in which nothing was found. */
  readonly acceptedSets: boolean;
  /** What he owes us for ours: a 997, 999 or CONTRL, a TA1 of X12, nothing. */
  readonly expects: 'functional' | 'interchange' | 'none';
  /** In which it has come, or both sides hear that it has not. */
  readonly withinHours: number;
}

export type Strict = 'refuse' | 'note';

/** Which deviations of the partner's are refused, and which are noted and lived with. */
export interface Strictness {
  /** Segments that the message does not have. */
  readonly unknownSegments: Strict;
  /** Segments and loops more often than the message has them. */
  readonly repeats: Strict;
  /** Values longer or shorter than their element; `texts-noted`: those of texts are noted. */
  readonly lengths: Strict | 'texts-noted';
  /** Codes that a list does not have. A message in which one was noted is kept for people: nothing acts on it. */
  readonly codes: Strict;
  /** EDIFACT in another charset than UNB declares. */
  readonly charset: Strict;
  /** An ISA whose elements are not padded to their width. */
  readonly unpaddedIsa: Strict;
}

export interface Limits {
  /** A message with an error is refused alone, or with all of its interchange. */
  readonly onError: 'refuse-message' | 'refuse-interchange';
  /** In one interchange; null: as many as fit into a file. */
  readonly messages: number | null;
  /** Of one file; null: as any file. */
  readonly bytes: number | null;
}

/** Whom to turn to at the partner's, and about what. */
export interface Contact {
  readonly about: 'acknowledgements' | 'missing-files' | 'everything';
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** How we and one partner speak EDI: all that is agreed, or done for him, beyond the standards. */
export interface Profile {
  readonly identity: Identity;
  /** Kinds of canonical documents he is sent. */
  readonly sends: readonly string[];
  readonly versions: Versions;
  readonly charsets: Charsets;
  readonly x12: X12Writing;
  readonly edifact: EdifactWriting;
  readonly controls: Controls;
  readonly duplicates: Duplicates;
  readonly sequence: Sequence;
  readonly acknowledgements: Acknowledgements;
  readonly strictness: Strictness;
  readonly limits: Limits;
  readonly contacts: readonly Contact[];
}

/** Some of it said, the rest as it stands. */
export type Part<T> = {
  readonly [K in keyof T]?: NonNullable<T[K]> extends readonly unknown[]
    ? T[K]
    : NonNullable<T[K]> extends object
      ? Part<NonNullable<T[K]>>
      : T[K];
};
