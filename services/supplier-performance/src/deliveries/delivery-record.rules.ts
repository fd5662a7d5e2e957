import type { production } from '@tradeloom/contracts';
import { addDays, decimal, type IsoDate, type Outcome, total, unchanged } from '@tradeloom/kernel';

/** A part of a line with a date of its own: agreed schedules are measured separately. */
export interface AgreedDelivery {
  readonly quantity: string;
  /** As first confirmed by the supplier; as ordered while he has not answered. */
  readonly dueOriginal: IsoDate;
  /** Moved only by a change that both sides agreed to. */
  readonly dueCurrent: IsoDate;
}

export interface RecordedReceipt {
  readonly receiptId: string;
  readonly number: string;
  readonly lot: string;
  /** Event date: when the goods arrived, not when somebody wrote it down. */
  readonly receivedOn: IsoDate;
  readonly quantity: string;
  /** Null until the receipt is settled. */
  readonly rejected: string | null;
}

export interface RecordedLine {
  readonly line: string;
  readonly item: string;
  readonly deliveries: readonly AgreedDelivery[];
  readonly receipts: readonly RecordedReceipt[];
}

export interface RecordedLot {
  readonly inspectionId: string;
  readonly item: string;
  readonly lot: string;
  readonly verdict: string;
  readonly attempt: number;
  readonly concludedOn: IsoDate;
}

export interface RecordedWarning {
  readonly warningId: string;
  readonly subject: string;
  readonly raisedOn: IsoDate;
  readonly clearedOn: IsoDate | null;
}

interface ChangedLine {
  readonly line: string;
  readonly item: string;
  readonly quantity: string;
  readonly due: IsoDate;
}

/** Everything one outsourcing order tells about its supplier. */
export interface DeliveryRecord {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly orderId: string;
  readonly number: string;
  readonly supplier: string;
  readonly factory: string;
  readonly placedOn: IsoDate;
  readonly acknowledgedOn: IsoDate | null;
  readonly lines: readonly RecordedLine[];
  readonly lots: readonly RecordedLot[];
  readonly warnings: readonly RecordedWarning[];
  /** A change the supplier has not agreed to yet: it moves no date. */
  readonly pendingChange: { readonly number: string; readonly lines: readonly ChangedLine[] } | null;
  readonly receiptIds: string[];
  /** The months this record has something to say about. */
  readonly periods: string[];
}

type Recording = (record: DeliveryRecord) => Outcome<DeliveryRecord>;
const recorded = (record: DeliveryRecord): Outcome<DeliveryRecord> => ({ state: record, events: [] });

/** The record begins when the order goes out. */
export const openRecord = (event: production.OutsourcingOrderPlaced): DeliveryRecord => ({
  id: event.outsourcingOrderId,
  version: 0,
  parties: [event.factory, event.supplier, event.trader].filter((party) => party !== ''),
  orderId: event.orderId,
  number: event.number,
  supplier: event.supplier,
  factory: event.factory,
  placedOn: event.orderDate,
  acknowledgedOn: null,
  lines: event.lines.map(({ line, item, quantity, due }) => ({
    line,
    item,
    deliveries: [{ quantity: quantity?.value ?? '0', dueOriginal: due, dueCurrent: due }],
    receipts: [],
  })),
  lots: [],
  warnings: [],
  pendingChange: null,
  receiptIds: [],
  periods: [],
});

const blankLine = ({ line, item }: production.OutsourcingLine): RecordedLine => ({
  line,
  item,
  deliveries: [],
  receipts: [],
});

/** The record's lines, and those of the answer that an earlier refusal had left out. */
const withLinesOf = (
  answers: readonly production.OutsourcingLine[],
  { lines }: DeliveryRecord,
): readonly RecordedLine[] => [
  ...lines,
  ...answers.filter((answer) => lines.every(({ line }) => line !== answer.line)).map(blankLine),
];

const owingNothing = (line: RecordedLine): RecordedLine =>
  line.deliveries.length === 0 ? line : { ...line, deliveries: [] };

const confirmed = (line: RecordedLine, { due, quantity }: production.OutsourcingLine): RecordedLine => {
  const asked = line.deliveries.length > 0 ? line.deliveries : [{ quantity: quantity?.value ?? '0' }];
  return { ...line, deliveries: asked.map((delivery) => ({ ...delivery, dueOriginal: due, dueCurrent: due })) };
};

/**
 * The first answer fixes the confirmed dates; a date that the supplier moves later by himself moves nothing. What he
 * refused he does not owe, until he takes it after all.
 */
export const recordAcknowledgement =
  ({ acknowledgedOn, outcome, lines }: production.OutsourcingOrderAcknowledged): Recording =>
  (record) => {
    const isFirst = record.acknowledgedOn === null;
    const answered = withLinesOf(lines, record).map((line) => {
      if (!isFirst && line.deliveries.length > 0) return line;
      if (outcome === 'rejected') return owingNothing(line);
      const answer = lines.find((each) => each.line === line.line);
      if (answer === undefined) return line;
      return answer.due === '' ? owingNothing(line) : confirmed(line, answer);
    });
    if (!isFirst && answered.every((line) => record.lines.includes(line))) return unchanged(record);
    return recorded({ ...record, acknowledgedOn: record.acknowledgedOn ?? acknowledgedOn, lines: answered });
  };

export const recordChange =
  ({ changeNumber, lines }: production.OutsourcingOrderChanged): Recording =>
  (record) => {
    const changed = lines.map(({ line, item, quantity, due }) => ({
      line,
      item,
      quantity: quantity?.value ?? '0',
      due,
    }));
    return recorded({ ...record, pendingChange: { number: changeNumber, lines: changed } });
  };

const trimmed = (deliveries: readonly AgreedDelivery[], quantity: string): AgreedDelivery[] => {
  let left = decimal(quantity);
  return deliveries.flatMap((delivery) => {
    const kept = left.lt(delivery.quantity) ? left : decimal(delivery.quantity);
    left = left.minus(kept);
    return kept.gt(0) ? [{ ...delivery, quantity: kept.toFixed() }] : [];
  });
};

/** More pieces are a further delivery, fewer are taken from the last, the same quantity gets the new date. */
const agreed = (line: RecordedLine, { quantity, due }: ChangedLine): RecordedLine => {
  const before = total(line.deliveries.map((delivery) => delivery.quantity));
  const more = decimal(quantity).minus(before);
  if (more.gt(0)) {
    const added = { quantity: more.toFixed(), dueOriginal: due, dueCurrent: due };
    return { ...line, deliveries: [...line.deliveries, added] };
  }
  if (more.lt(0)) return { ...line, deliveries: trimmed(line.deliveries, quantity) };
  const last = line.deliveries.at(-1);
  return last ? { ...line, deliveries: [...line.deliveries.slice(0, -1), { ...last, dueCurrent: due }] } : line;
};

/** An agreed change moves quantities and current dates; a refused one moves nothing. */
export const recordChangeAnswer =
  ({ changeNumber, outcome }: production.OutsourcingChangeAcknowledged): Recording =>
  (record) => {
    const { pendingChange, lines } = record;
    if (pendingChange?.number !== changeNumber) return unchanged(record);
    if (outcome === 'rejected') return recorded({ ...record, pendingChange: null });
    const followed = lines.map((line) => {
      const change = pendingChange.lines.find((each) => each.line === line.line);
      return change ? agreed(line, change) : line;
    });
    const fresh = pendingChange.lines
      .filter(({ line }) => !lines.some((each) => each.line === line))
      .map(({ line, item, quantity, due }) => ({
        line,
        item,
        deliveries: [{ quantity, dueOriginal: due, dueCurrent: due }],
        receipts: [],
      }));
    return recorded({ ...record, pendingChange: null, lines: [...followed, ...fresh] });
  };

export const recordReceipt =
  ({ receiptId, number, receivedOn, lines }: production.GoodsReceived): Recording =>
  (record) => {
    if (record.receiptIds.includes(receiptId)) return unchanged(record);
    const received = record.lines.map((line) => {
      const arrived = lines
        .filter((each) => each.line === line.line)
        .map(({ lot, received: quantity }) => ({
          receiptId,
          number,
          lot,
          receivedOn,
          quantity: quantity?.value ?? '0',
          rejected: null,
        }));
      return { ...line, receipts: [...line.receipts, ...arrived] };
    });
    return recorded({ ...record, lines: received, receiptIds: [...record.receiptIds, receiptId] });
  };

/** The first verdict counts: goods that are conceded, or pass later, were not right when they came. */
export const recordSettlement =
  ({ receiptId, lines, corrected }: production.ReceiptSettled): Recording =>
  (record) => {
    if (corrected) return unchanged(record);
    const settled = record.lines.map((line) => ({
      ...line,
      receipts: line.receipts.map((receipt) => {
        const booked = lines.find((each) => each.line === line.line && each.lot === receipt.lot);
        return receipt.receiptId === receiptId && booked ? { ...receipt, rejected: booked.rejected } : receipt;
      }),
    }));
    return recorded({ ...record, lines: settled });
  };

export const recordLot =
  (lot: RecordedLot): Recording =>
  (record) =>
    record.lots.some(({ inspectionId }) => inspectionId === lot.inspectionId)
      ? unchanged(record)
      : recorded({ ...record, lots: [...record.lots, lot] });

/** A warning is shown beside the score and never counted: only a late receipt is late. */
export const recordWarning =
  (warningId: string, subject: string, raisedOn: IsoDate): Recording =>
  (record) =>
    recorded({ ...record, warnings: [...record.warnings, { warningId, subject, raisedOn, clearedOn: null }] });

export const recordWarningCleared =
  (warningId: string, clearedOn: IsoDate): Recording =>
  (record) =>
    recorded({
      ...record,
      warnings: record.warnings.map((warning) =>
        warning.warningId === warningId ? { ...warning, clearedOn } : warning,
      ),
    });

const month = (date: IsoDate): string => date.slice(0, 7);

/** The month a delivery is measured in: that of the day its window closes. */
export const dueMonth = (due: IsoDate, lateDays: number): string => month(addDays(due, lateDays));

/** Files the record under the months it speaks of. */
export const filed = (record: DeliveryRecord, lateDays: number): DeliveryRecord => {
  const dates = [
    record.placedOn,
    ...record.lines.flatMap(({ receipts }) => receipts.map(({ receivedOn }) => receivedOn)),
    ...record.lots.map(({ concludedOn }) => concludedOn),
  ].map(month);
  const due = record.lines.flatMap(({ deliveries }) =>
    deliveries.map(({ dueCurrent }) => dueMonth(dueCurrent, lateDays)),
  );
  return { ...record, periods: [...new Set([...dates, ...due])].sort() };
};
