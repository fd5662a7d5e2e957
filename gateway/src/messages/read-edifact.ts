import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import { acknowledgeEdifact, type InterchangeResult, judgedBy, owesControl, readEdifactFile } from '@tradeloom/edi';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import { nextControl } from '../outbound/control-numbers.ts';
import { edifactMadeFile } from '../outbound/make-file.ts';
import { Outbox } from '../outbound/outbox.ts';
import type { Partner } from '../partners/partner.table.ts';
import { fitsTheBus } from './fits-the-bus.ts';
import type { Reading } from './reading.ts';
import { fileOf, judgementOf, tooLarge } from './received.ts';
import { knowledgeOf, noteArrival, nothing, TakeDocuments } from './take-documents.ts';
import { holdsNul, unreadable } from './unreadable.ts';

/** An EDIFACT file: identity and duplicates by the partner's profile, then each message by its own verdict, and a CONTRL. */
@Injectable()
export class ReadEdifact {
  constructor(
    private readonly outbox: Outbox,
    private readonly documents: TakeDocuments,
  ) {}

  async read(tx: Tx, partner: Partner, interchange: Interchange, content: Buffer): Promise<Reading> {
    const nul = content.indexOf(0);
    if (nul >= 0) return unreadable('edifact', { ...holdsNul, byteOffset: nul });
    const file = readEdifactFile(content);
    const readings: Reading[] = [];
    for (const received of file.interchanges)
      readings.push(await this.readOne(tx, partner, interchange, received, readings));
    return fileOf('edifact', file, readings);
  }

  private async readOne(
    tx: Tx,
    partner: Partner,
    interchange: Interchange,
    received: InterchangeResult,
    before: readonly Reading[],
  ): Promise<Reading> {
    const knowledge = await knowledgeOf(tx, partner, interchange, received, before);
    await noteArrival(tx, partner, received, knowledge);
    const judged = judgedBy(received, knowledge);
    const refused = judged.errors.some(({ severity }) => severity === 'error');
    const { events, untaken } = refused ? nothing : await this.documents.take(tx, partner, interchange, judged);
    if (!events.every(fitsTheBus)) return tooLarge('edifact', judged);
    return {
      judgement: judgementOf('edifact', judged, { refused, untaken }),
      acknowledgements: await this.acknowledgement(tx, partner, interchange, judged),
      events,
    };
  }

  private async acknowledgement(
    tx: Tx,
    partner: Partner,
    interchange: Interchange,
    judged: InterchangeResult,
  ): Promise<string[]> {
    if (!owesControl(judged)) return [];
    const control = await nextControl(tx, partner, 'interchange');
    const content = acknowledgeEdifact(judged, { control, at: tx.at });
    if (!content) return [];
    return [await this.outbox.acknowledge(tx, partner, edifactMadeFile('CONTRL', content, control), interchange.id)];
  }
}
