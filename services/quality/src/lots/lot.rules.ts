import { create, quality } from '@tradeloom/contracts';
import { type IsoDate, must, type Outcome, quantity as quantityOf } from '@tradeloom/kernel';
import type { Inspection, Subject } from '../inspections/inspection.rules.ts';

export type Disposition = 'rework' | 'sort' | 'concession' | 'scrap' | 'return';
export const dispositions: readonly Disposition[] = ['rework', 'sort', 'concession', 'scrap', 'return'];

export interface DispositionRecord {
  readonly disposition: Disposition;
  readonly attempt: number;
  readonly by: string;
  readonly organisation: string;
  readonly on: IsoDate;
  readonly reason: string;
}

/** Goods that are judged as one: a delivery before shipment, or a supplier's lot on a receipt line. */
export interface Lot extends Subject {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly kind: 'incoming' | 'final';
  /** Cartons the lot is packed in, as marked: `1-100`. */
  readonly cartons: string | null;
  readonly manualVersion: string | null;
  /** How often the lot was presented, on earlier receipts too; 0 while a new lot waits. */
  readonly attempt: number;
  readonly verdict: 'waiting' | 'presented' | 'accepted' | 'not-accepted';
  readonly disposition: Disposition | null;
  readonly history: readonly DispositionRecord[];
}

export const waitingLot = (id: string, kind: Lot['kind'], subject: Subject, others: readonly string[] = []): Lot => ({
  ...subject,
  id,
  version: 0,
  parties: [...new Set([subject.maker, subject.receiver, ...others])],
  kind,
  cartons: null,
  manualVersion: null,
  attempt: 0,
  verdict: 'waiting',
  disposition: null,
  history: [],
});

/** A supplier's lot that was not accepted and comes again is a resubmission, on whatever receipt. */
export const attemptsBefore = (earlier: readonly Lot[]): number =>
  Math.max(0, ...earlier.filter(({ verdict }) => verdict === 'not-accepted').map(({ attempt }) => attempt));

/** The goods themselves, without what became of them. */
export const goodsOf = (lot: Lot): Subject => {
  const { orderId, lineId, scheduleId, receiptId, line, lot: supplierLot, item, maker, receiver, quantity, unit } = lot;
  return { orderId, lineId, scheduleId, receiptId, line, lot: supplierLot, item, maker, receiver, quantity, unit };
};

export interface Presentation {
  readonly quantity: string;
  readonly cartons: string | null;
  readonly manualVersion: string;
  readonly house: string | null;
}

/** Presents the lot for inspection; again only after it was reworked or sorted. */
export const presentLot =
  ({ quantity: presented, cartons, manualVersion, house }: Presentation) =>
  (lot: Lot): Outcome<Lot> => {
    must(lot.verdict !== 'presented', 'quality.lot.under-inspection', {
      en: 'The lot is being inspected',
      zh: '该批正在检验中',
    });
    must(lot.verdict !== 'accepted', 'quality.lot.already-accepted', {
      en: 'The lot was accepted',
      zh: '该批已判定接收',
    });
    must(
      lot.verdict === 'waiting' || lot.disposition === 'rework' || lot.disposition === 'sort',
      'quality.lot.not-reworked',
      {
        en: 'A lot that was not accepted is presented again only after rework or sorting',
        zh: '不接收批须返工或挑选后方可再次提交',
      },
      { disposition: lot.disposition ?? '' },
    );
    const parties = house === null ? lot.parties : [...new Set([...lot.parties, house])];
    const next = { parties, quantity: presented, cartons: cartons ?? lot.cartons, manualVersion };
    return {
      state: { ...lot, ...next, attempt: lot.attempt + 1, verdict: 'presented', disposition: null },
      events: [],
    };
  };

const identity = ({ id: lotId, orderId, lineId, scheduleId, item }: Lot) => ({
  lotId,
  orderId,
  lineId: lineId ?? '',
  scheduleId: scheduleId ?? '',
  item,
});

/** Which part of a supplier's delivery it is. */
const arrivalOf = ({ kind, receiptId, line, lot, quantity, unit }: Lot) =>
  kind === 'incoming'
    ? { receiptId: receiptId ?? '', line: line ?? '', lot: lot ?? '', quantity: quantityOf(quantity, unit) }
    : {};

const released = (lot: Lot) =>
  create(quality.LotReleasedSchema, { ...identity(lot), quantity: quantityOf(lot.quantity, lot.unit) });

/** Takes over the inspection's verdict; a finished lot that was accepted is released for loading. */
export const judged =
  ({ verdict, attempt }: Pick<Inspection, 'verdict' | 'attempt'>) =>
  (lot: Lot): Outcome<Lot> => {
    must(
      lot.verdict === 'presented' && lot.attempt === attempt,
      'quality.lot.not-presented',
      {
        en: 'This attempt of the lot is not under inspection',
        zh: '该批的此次提交不在检验中',
      },
      { attempt },
    );
    const accepted = verdict === 'accepted';
    const state: Lot = { ...lot, verdict: accepted ? 'accepted' : 'not-accepted' };
    return { state, events: accepted && lot.kind === 'final' ? [released(state)] : [] };
  };

export interface Decider {
  readonly organisation: string;
  readonly login: string;
  readonly role: string;
}

/** Rework and sorting are shop-floor decisions of either side; the rest binds a company. */
const rolesFor: Readonly<Record<Disposition, readonly string[]>> = {
  rework: ['owner', 'quality-manager', 'production-manager', 'merchandiser'],
  sort: ['owner', 'quality-manager', 'production-manager', 'merchandiser'],
  concession: ['owner', 'quality-manager', 'sales-supervisor'],
  scrap: ['owner', 'quality-manager'],
  return: ['owner', 'quality-manager'],
};

const assertMayDispose = (lot: Lot, disposition: Disposition, by: Decider): void => {
  must(
    rolesFor[disposition].includes(by.role),
    'quality.lot.not-your-decision',
    {
      en: 'Your role may not decide this',
      zh: '您的角色无权作此处置',
    },
    { disposition, role: by.role },
  );
  must(
    by.organisation !== lot.maker || (disposition !== 'concession' && disposition !== 'return'),
    'quality.lot.own-goods',
    {
      en: 'Who made the goods cannot concede or return them',
      zh: '制造方不得对自己的产品让步接收或退货',
    },
    { disposition },
  );
  must(disposition !== 'return' || lot.kind === 'incoming', 'quality.lot.nothing-to-return', {
    en: 'Only a supplier’s delivery can be returned',
    zh: '只有来料批可以退货',
  });
};

/** What happens to a lot that was not accepted. The verdict stays as it is; a concession releases the goods. */
export const disposeLot =
  (disposition: Disposition, by: Decider, reason: string, on: IsoDate) =>
  (lot: Lot): Outcome<Lot> => {
    must(
      lot.verdict === 'not-accepted',
      'quality.lot.nothing-to-decide',
      {
        en: 'Only a lot that was not accepted needs a disposition',
        zh: '只有不接收批才需要处置',
      },
      { verdict: lot.verdict },
    );
    assertMayDispose(lot, disposition, by);
    if (lot.disposition === disposition) return { state: lot, events: [] };
    must(
      lot.disposition === null || lot.disposition === 'rework' || lot.disposition === 'sort',
      'quality.lot.already-decided',
      {
        en: 'The lot’s disposition is final',
        zh: '该批处置已定',
      },
      { disposition: lot.disposition ?? '' },
    );
    const record = { disposition, attempt: lot.attempt, by: by.login, organisation: by.organisation, on, reason };
    const state: Lot = { ...lot, disposition, history: [...lot.history, record] };
    const dispositioned = create(quality.LotDispositionedSchema, { ...identity(lot), ...arrivalOf(lot), disposition });
    const isReleased = disposition === 'concession' && lot.kind === 'final';
    return { state, events: isReleased ? [dispositioned, released(state)] : [dispositioned] };
  };
