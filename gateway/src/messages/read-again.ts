import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import { type InterchangeResult, refusedTogether } from '@tradeloom/edi';
import type { Announcement } from '@tradeloom/kernel';
import { isTaken, type Judgement } from '../mailboxes/inbound-file.rules.ts';
import type { Interchange, MessageFate } from '../mailboxes/interchange.rules.ts';
import type { MapsInForce } from '../maps/maps-in-force.ts';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';
import type { EdiSyntax } from './edi-syntax.ts';
import { edifactSyntax } from './edifact-syntax.ts';
import { fitsTheBus } from './fits-the-bus.ts';
import type { Reading } from './reading.ts';
import { fileOf, judgementOf, readBy, tooLarge } from './received.ts';
import { knowledgeOf, nothing, TakeDocuments } from './take-documents.ts';
import { damaged } from './unreadable.ts';
import { x12Syntax } from './x12-syntax.ts';

export interface ReadAgainResult {
  readonly judgement: Judgement;
  readonly events: readonly Announcement[];
}

/**
 * A kept file that is read anew: what of it was taken stays as it is, and the rest is judged as if it came now. No
 * acknowledgement of syntax is made: the partner has his, and the answer to his document follows.
 */
@Injectable()
export class ReadAgain {
  constructor(private readonly documents: TakeDocuments) {}

  async read(
    tx: Tx,
    partner: ProfiledPartner,
    kept: Interchange,
    content: Buffer,
    maps: MapsInForce,
  ): Promise<ReadAgainResult> {
    const syntax = kept.format === 'edifact' ? edifactSyntax : x12Syntax;
    const unread = damaged(syntax, content);
    if (unread) return unread;
    const file = syntax.readFile(content, partner, maps.of);
    const readings: Reading[] = [];
    let fates: readonly MessageFate[] = kept.messages;
    const together = partner.profile.limits.onError === 'refuse-interchange';
    for (const one of file.interchanges) {
      const received = together ? refusedTogether(one) : one;
      const left = withoutTaken(received, fates);
      readings.push(await this.readOne(syntax, tx, partner, kept, received, left, readings));
      fates = fates.slice(received.groups.flatMap((group) => group.messages).length);
    }
    return readBy(maps.usedIn(file.interchanges), fileOf(syntax.format, file, readings));
  }

  private async readOne(
    syntax: EdiSyntax,
    tx: Tx,
    partner: ProfiledPartner,
    kept: Interchange,
    received: InterchangeResult,
    left: InterchangeResult,
    before: readonly Reading[],
  ): Promise<Reading> {
    const knowledge = await knowledgeOf(syntax, tx, partner, kept, received, before);
    const judged = syntax.judge(received, knowledge);
    const { refused, found } = judged;
    const { events, untaken } = refused ? nothing : await this.documents.take(tx, partner, kept, left);
    if (!events.every(fitsTheBus)) return tooLarge(syntax, judged.received);
    const judgement = judgementOf(syntax, judged.received, { refused, found, untaken });
    return { judgement, acknowledgements: [], events };
  }
}

/** @param fates those of its messages, in their order */
const withoutTaken = (received: InterchangeResult, fates: readonly MessageFate[]): InterchangeResult => {
  const left = [...fates];
  return {
    ...received,
    groups: received.groups.map((group) => ({
      ...group,
      messages: group.messages.filter(() => {
        const fate = left.shift();
        return fate === undefined || !isTaken(fate);
      }),
    })),
  };
};
