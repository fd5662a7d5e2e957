import { decimal, must, total } from '@tradeloom/kernel';
import type { Lot } from './lot.rules.ts';

/** A delivery as it stands when pieces of it are presented. */
export interface Presentable {
  /** Of the delivery; its first lot is called the same. */
  readonly id: string;
  readonly ordered: string;
  readonly finished: string;
}

/** What every final inspection of the delivery looked at, earlier presentations of a lot too. */
export interface Look {
  readonly lotId: string | null;
  readonly quantity: string;
}

export interface NextLot {
  readonly id: string;
  /** Pieces that are still to be accepted: what is presented unless a part of it is named. */
  readonly open: string;
  /** Pieces that are made and not accepted yet: more cannot be presented. */
  readonly available: string;
  /** Pieces that no inspection has seen. */
  readonly unseen: string;
}

const isOver = ({ verdict, disposition }: Lot): boolean =>
  verdict === 'accepted' || disposition === 'concession' || disposition === 'scrap';

/** An earlier release kept no count: then all of an accepted or conceded lot. */
const acceptedOf = ({ verdict, disposition, accepted, quantity }: Lot): string =>
  accepted ?? (verdict === 'accepted' || disposition === 'concession' ? quantity : '0');

const seenOf = (lot: Lot, looks: readonly Look[]): number =>
  Math.max(0, ...looks.filter(({ lotId }) => lotId === lot.id).map(({ quantity }) => decimal(quantity).toNumber()));

/**
 * The lot of a delivery to present next: the one that is not settled; or a further one for what is not accepted yet,
 * because only a part was presented, pieces were set aside and mended, or a lot was scrapped and made again.
 * @throws `quality.lot.already-accepted` when nothing is left
 */
export const nextLotOf = (
  { id, ordered, finished }: Presentable,
  lots: readonly Lot[],
  looks: readonly Look[],
): NextLot => {
  const accepted = total(lots.map(acceptedOf));
  const rest = decimal(ordered).minus(accepted);
  const unsettled = lots.find((lot) => !isOver(lot));
  must(
    unsettled !== undefined || rest.gt(0),
    'quality.lot.already-accepted',
    { en: 'Every piece of the delivery was accepted', zh: '该交货的全部数量均已接收' },
    { ordered, accepted },
  );
  const seen = total(lots.filter(({ disposition }) => disposition !== 'scrap').map((lot) => seenOf(lot, looks)));
  return {
    id: unsettled?.id ?? (lots.length === 0 ? id : `${id}.${lots.length + 1}`),
    open: unsettled === undefined || rest.gt(0) ? rest.toFixed() : unsettled.quantity,
    available: decimal(finished).minus(accepted).toFixed(),
    unseen: decimal(finished).minus(seen).toFixed(),
  };
};

/** Pieces that were seen before make a further lot a resubmission: it is inspected and never counts in switching. */
export const attemptsBeforeFurther = ({ unseen }: NextLot, presented: string): number =>
  decimal(presented).gt(unseen) ? 1 : 0;
