import type { Announcement } from '@tradeloom/kernel';
import type { Judgement } from '../mailboxes/inbound-file.rules.ts';

/** What a file turned out to be: its fate, the acknowledgements made for it, and what its documents say. */
export interface Reading {
  readonly judgement: Judgement;
  /** Ids of outbound interchanges. */
  readonly acknowledgements: readonly string[];
  readonly events: readonly Announcement[];
}
