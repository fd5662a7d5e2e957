import type { Tx } from '@tradeloom/chassis';
import { ArrayContains } from 'typeorm';
import type { DeliveryRecord } from '../deliveries/delivery-record.rules.ts';
import { DeliveryRecords } from '../deliveries/delivery-record.table.ts';
import type { Policy } from '../policies/policy.rules.ts';
import { blankRectification, openRectification } from '../rectifications/rectification.rules.ts';
import { Rectifications } from '../rectifications/rectification.table.ts';
import { blankScorecard, draw, keepDrawing, readersOf, type Scorecard, scorecardId } from './scorecard.rules.ts';
import { Scorecards } from './scorecard.table.ts';

type Between = Pick<DeliveryRecord, 'supplier' | 'factory'>;

/** Two events of one supplier at the same time draw one after the other, so that neither misses the other's record. */
const takeTurns = (tx: Tx, id: string): Promise<unknown> =>
  tx.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [id]);

/** Draws one month's scorecard anew; the band may open a rectification. Undefined while there is nothing to score. */
export const drawScorecard = async (
  tx: Tx,
  { supplier, factory }: Between,
  policy: Policy,
  period: string,
  orderId: string,
): Promise<Scorecard | undefined> => {
  const subject = { supplier, factory, period };
  const id = scorecardId(subject);
  await takeTurns(tx, id);
  const records = await tx.find(DeliveryRecords, { supplier, factory, periods: ArrayContains([period]) });
  const drawing = draw(records, policy, period, tx.today);
  const parties = readersOf(records, subject);
  if (drawing.score === null) {
    // nothing is left to score: a card that was drawn says so, and nobody starts one
    const [drawn] = await tx.find(Scorecards, { id });
    if (drawn) await tx.change(Scorecards, id, keepDrawing(drawing, drawn.parties, orderId));
    return undefined;
  }
  const blank = () => blankScorecard(subject, parties);
  const card = await tx.changeOrAdd(Scorecards, id, blank, keepDrawing(drawing, parties, orderId));
  if (card.asksRectification) {
    const open = openRectification(card, policy, tx.today, orderId);
    await tx.changeOrAdd(Rectifications, id, () => blankRectification(card), open);
  }
  return card;
};
