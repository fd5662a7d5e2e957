import type { Tx } from '@tradeloom/chassis';
import type { InterchangeResult, Knowledge, Problem } from '@tradeloom/edi';
import type { FileError } from '../mailboxes/interchange.rules.ts';
import type { MadeFile } from '../outbound/make-file.ts';
import type { Partner } from '../partners/partner.table.ts';

export interface EdiFile {
  readonly charset: string;
  /** What is wrong outside any interchange. */
  readonly errors: readonly Problem[];
  readonly interchanges: readonly InterchangeResult[];
}

/** An interchange as the partner register and the ledger see it. */
export interface Judged {
  readonly received: InterchangeResult;
  readonly knowledge: Knowledge;
  /** Nothing of it is taken. */
  readonly refused: boolean;
  /** Why, where the interchange itself does not say it. */
  readonly found: readonly FileError[];
}

/** In what X12 and EDIFACT differ when a file of theirs is read. */
export interface EdiSyntax {
  readonly format: 'x12' | 'edifact';
  readFile(content: Buffer): EdiFile;
  judge(received: InterchangeResult, knowledge: Knowledge): Judged;
  /** The acknowledgements that the interchange is owed; draws their control numbers. */
  acknowledge(tx: Tx, partner: Partner, judged: Judged): Promise<MadeFile[]>;
}
