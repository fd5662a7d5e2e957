import { create, quality } from '@tradeloom/contracts';
import { decimal, type IsoDate, must, type Outcome, quantity as quantityOf, unchanged } from '@tradeloom/kernel';
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
  /** Pieces that may be used or loaded, and pieces that may not; null until judged. */
  readonly accepted: string | null;
  readonly rejected: string | null;
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
  accepted: null,
  rejected: null,
  disposition: null,
  history: [],
});

const mayComeAgain = ({ disposition }: Lot): boolean => disposition !== 'scrap' && disposition !== 'concession';

/**
 * How often a supplier's lot was presented before: one that was not accepted and comes again is a resubmission, on
 * whatever receipt. Only a lot number can tell that; goods without one are a lot of their own. The number decides no
 * more once its last lot was accepted or is gone: suppliers use numbers again.
 */
export const attemptsBefore = (number: string, oldestFirst: readonly Lot[]): number => {
  const last = oldestFirst.findLast(({ verdict }) => verdict === 'accepted' || verdict === 'not-accepted');
  if (number === '' || last === undefined) return 0;
  return last.verdict === 'not-accepted' && mayComeAgain(last) ? last.attempt : 0;
};

/** Of the lots of a receipt line, the one to inspect next: lots that share their number come one after the other. */
export const nextToInspect = (lots: readonly Lot[], line: string): Lot | undefined => {
  must(
    new Set(lots.map(({ lot }) => lot)).size < 2,
    'quality.inspection.name-the-lot',
    {
      en: 'The receipt line has several lots: name one by lot or lotId',
      zh: '该收货行有多个批次，请以 lot 或 lotId 指明',
    },
    { line, lots: lots.length },
  );
  const next = lots.find(({ verdict }) => verdict === 'waiting') ?? lots.find(isPresentable);
  return next ?? lots[0];
};

/** The goods themselves, without what became of them. */
export const goodsOf = (lot: Lot): Subject => {
  const { orderId, lineId, scheduleId, receiptId, line, lot: supplierLot, item, maker, receiver, quantity, unit } = lot;
  return { orderId, lineId, scheduleId, receiptId, line, lot: supplierLot, item, maker, receiver, quantity, unit };
};

/** Never presented, or not accepted and then reworked or sorted. */
const isPresentable = ({ verdict, disposition }: Lot): boolean =>
  verdict === 'waiting' || (verdict === 'not-accepted' && (disposition === 'rework' || disposition === 'sort'));

/** A house that inspects the lot reads it. */
export const showLotTo =
  (house: string) =>
  (lot: Lot): Outcome<Lot> =>
    lot.parties.includes(house) ? unchanged(lot) : { state: { ...lot, parties: [...lot.parties, house] }, events: [] };

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
      isPresentable(lot),
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
      state: {
        ...lot,
        ...next,
        attempt: lot.attempt + 1,
        verdict: 'presented',
        accepted: null,
        rejected: null,
        disposition: null,
      },
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

/** Releases the accepted pieces of a finished lot; what was set aside stays behind. */
const released = (lot: Lot): quality.LotReleased[] => {
  const accepted = lot.accepted ?? '0';
  if (lot.kind !== 'final' || decimal(accepted).isZero()) return [];
  return [create(quality.LotReleasedSchema, { ...identity(lot), quantity: quantityOf(accepted, lot.unit) })];
};

type Verdict = Pick<Inspection, 'verdict' | 'attempt' | 'accepted' | 'rejected'>;

/** Takes over the inspection's verdict; what was accepted of a finished lot is released for loading. */
export const judged =
  ({ verdict, attempt, accepted, rejected }: Verdict) =>
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
    const state: Lot = {
      ...lot,
      verdict: verdict === 'accepted' ? 'accepted' : 'not-accepted',
      accepted,
      rejected,
    };
    return { state, events: released(state) };
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

interface Disposed {
  readonly accepted: string;
  readonly rejected: string;
}

/** Tells what happens to how many pieces of which lot, so that whoever books or pays goods can act on it. */
const dispositioned = (lot: Lot, disposition: Disposition, { accepted, rejected }: Disposed) =>
  create(quality.LotDispositionedSchema, {
    ...identity(lot),
    disposition,
    accepted,
    rejected,
    unit: lot.unit,
    receiptId: lot.receiptId ?? '',
    line: lot.line ?? '',
    lot: lot.lot ?? '',
    supplier: lot.kind === 'incoming' ? lot.maker : '',
    attempt: lot.attempt,
  });

/** Pieces set aside from a supplier's accepted lot; those of a finished lot are presented again as a further one. */
const hasSetAside = ({ kind, verdict, rejected }: Lot): boolean =>
  kind === 'incoming' && verdict === 'accepted' && decimal(rejected ?? 0).gt(0);

const assertUndecided = (lot: Lot, disposition: Disposition): void => {
  const ofSetAside = hasSetAside(lot) && disposition !== 'rework' && disposition !== 'sort';
  must(
    lot.verdict === 'not-accepted' || ofSetAside,
    'quality.lot.nothing-to-decide',
    {
      en: 'Only a lot that was not accepted needs a disposition, or pieces set aside from a supplier’s lot',
      zh: '只有不接收批或来料批中剔除的件才需要处置',
    },
    { verdict: lot.verdict },
  );
};

/**
 * What happens to a lot that was not accepted, or to the pieces set aside from a supplier's lot. The verdict stays as it
 * is; a concession releases the goods.
 */
export const disposeLot =
  (disposition: Disposition, by: Decider, reason: string, on: IsoDate) =>
  (lot: Lot): Outcome<Lot> => {
    if (lot.disposition !== disposition) assertUndecided(lot, disposition);
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
    const about = lot.verdict === 'accepted' ? (lot.rejected ?? '0') : lot.quantity;
    const isConceded = disposition === 'concession';
    const disposed = isConceded ? { accepted: about, rejected: '0' } : { accepted: '0', rejected: about };
    const { quantity } = lot;
    const state: Lot = {
      ...lot,
      accepted: isConceded ? quantity : decimal(quantity).minus(about).toFixed(),
      rejected: isConceded ? '0' : about,
      disposition,
      history: [...lot.history, record],
    };
    return { state, events: [dispositioned(state, disposition, disposed), ...released(state)] };
  };
