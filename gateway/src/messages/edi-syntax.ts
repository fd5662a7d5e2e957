import type { InterchangeResult, Knowledge, MapOf, Problem } from '@tradeloom/edi';
import type { FileError } from '../mailboxes/interchange.rules.ts';
import type { MadeFile, Making } from '../outbound/make-file.ts';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';

export interface EdiFile {
  readonly charset: string;
  /** What is wrong outside any interchange. */
  readonly errors: readonly Problem[];
  readonly interchanges: readonly InterchangeResult[];
}

/** What partner register and ledger know of an interchange. */
export interface Known extends Knowledge {
  /** What was taken under the same identity before said something else. */
  readonly altered: boolean;
  /** It was taken before, which with this partner does not matter. */
  readonly repeated: boolean;
}

/** An interchange as the partner register and the ledger see it. */
export interface Judged {
  readonly received: InterchangeResult;
  readonly knowledge: Known;
  /** Nothing of it is taken. */
  readonly refused: boolean;
  /** Why, where the interchange itself does not say it. */
  readonly found: readonly FileError[];
}

/** In what X12, EDIFACT and UBL differ when a file of theirs is read. */
export interface EdiSyntax {
  readonly format: 'x12' | 'edifact' | 'ubl';
  /** Whether a NUL byte is a character's half (UTF-16), and no sign of damage. */
  readonly hasWideCharacters: boolean;
  /** Whether a sender counts his interchanges one by one, so that a missing one is seen. */
  readonly isCounted: boolean;
  /** By what an interchange of a sender is known again. */
  identityOf(received: InterchangeResult): string;
  /** @param map the partner's own mapping, where the syntax knows one */
  readFile(content: Buffer, partner: ProfiledPartner, map?: MapOf): EdiFile;
  judge(received: InterchangeResult, knowledge: Known): Judged;
  /** The acknowledgements that the interchange is owed; draws their control numbers. */
  acknowledge(making: Making, partner: ProfiledPartner, judged: Judged): Promise<MadeFile[]>;
}
