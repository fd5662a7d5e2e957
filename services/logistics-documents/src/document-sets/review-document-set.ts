import { Body, Controller, Param, Post } from '@nestjs/common';
import { type Actor, Allow, Caller, ListField, TextField, Transactions, type Tx } from '@tradeloom/chassis';
import { unchanged } from '@tradeloom/kernel';
import { openToReaders } from '../documents/document.rules.ts';
import { Documents } from '../documents/document.table.ts';
import { keepApproval, type Shipment } from '../shipments/shipment.rules.ts';
import { Shipments } from '../shipments/shipment.table.ts';
import {
  checkAgain,
  type DocumentSet,
  type ReviewLevel,
  reviewLevels,
  type Verdict,
  verdicts,
} from './document-set.rules.ts';
import { DocumentSets } from './document-set.table.ts';
import { reviewDocumentSet } from './review.rules.ts';
import { type DocumentSetAnswer, documentSetAnswer } from './see-document-set.ts';

export class ReviewBody {
  @TextField({ enum: reviewLevels }) level!: ReviewLevel;
  @TextField({ enum: verdicts }) verdict!: Verdict;
  @ListField(undefined, { optional: true, description: 'what is wrong; needed to return a set' }) findings?: string[];
}

/** The shipment knows what it may sail on, and each document opens to the parties it is for. */
const approve = async (
  tx: Tx,
  { id, setVersion, draftRevision, shipmentId }: DocumentSet,
  shipment: Shipment,
): Promise<void> => {
  await tx.change(Shipments, shipmentId, keepApproval({ documentSetId: id, setVersion, draftRevision }));
  for (const document of await tx.find(Documents, { documentSetId: id })) {
    await tx.change(Documents, document.id, openToReaders(shipment));
  }
};

@Controller('document-sets/:id/reviews')
export class ReviewDocumentSet {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({ kinds: ['trader'], roles: ['document-reviewer', 'final-reviewer', 'owner'] })
  handle(@Param('id') id: string, @Body() body: ReviewBody, @Caller() by: Actor): Promise<DocumentSetAnswer> {
    const { level, verdict, findings = [] } = body;
    return this.transactions.run(async (tx) => {
      const { shipmentId } = await tx.one(DocumentSets, id);
      // Held, so that no new draft slips in between the check and the verdict.
      const shipment = await tx.change(Shipments, shipmentId, unchanged);
      await tx.change(DocumentSets, id, checkAgain(shipment));
      const reviewing = { level, verdict, findings, login: by.login, role: by.role, at: tx.at };
      const set = await tx.change(DocumentSets, id, reviewDocumentSet(reviewing));
      if (set.status === 'approved') await approve(tx, set, shipment);
      return documentSetAnswer(shipment, set, await tx.find(Documents, { documentSetId: id }, { kind: 'ASC' }));
    });
  }
}
