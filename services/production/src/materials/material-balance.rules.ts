import { decimal } from '@tradeloom/kernel';
import type { ProvidedPerPiece } from '../items/item.rules.ts';
import type { MaterialMovement } from './material-movement.rules.ts';

/** Pieces of one line that used up material: delivered (accepted or not), and scrapped at the supplier. */
export interface MaterialUse {
  readonly delivered: string;
  readonly scrapped: string;
  readonly materials: readonly ProvidedPerPiece[];
}

/** One lot of material: issued = consumed + scrap + returned + at supplier. Decimal strings in `unit`. */
export interface LotBalance {
  readonly item: string;
  readonly lot: string;
  readonly unit: string;
  readonly issued: string;
  readonly consumed: string;
  readonly scrap: string;
  readonly returned: string;
  /** Negative when more was used than was ever issued: the records of one side are wrong. */
  readonly atSupplier: string;
}

type Amount = ReturnType<typeof decimal>;
type Moved = Pick<MaterialMovement, 'kind' | 'item' | 'lot' | 'quantity' | 'unit' | 'countersignedBy'>;

const zero = decimal(0);
const least = (a: Amount, b: Amount): Amount => (a.lt(b) ? a : b);
const sum = (all: readonly Amount[]): Amount => all.reduce((a, b) => a.plus(b), zero);

const used = (uses: readonly MaterialUse[], item: string, pieces: (use: MaterialUse) => string): Amount =>
  sum(
    uses.flatMap((use) =>
      use.materials.filter((m) => m.item === item).map((m) => decimal(m.perPiece.value).times(pieces(use))),
    ),
  );

interface LotStock {
  readonly lot: string;
  readonly issued: Amount;
  readonly returned: Amount;
}

const lotsOf = (moves: readonly Moved[]): LotStock[] =>
  [...new Set(moves.map((m) => m.lot))].map((lot) => {
    const of = (kind: Moved['kind']): Amount =>
      sum(moves.filter((m) => m.lot === lot && m.kind === kind).map((m) => decimal(m.quantity)));
    return { lot, issued: of('issue'), returned: of('return') };
  });

const fill = (lots: readonly Amount[], amount: Amount): Amount[] => {
  let left = amount;
  return lots.map((room, i) => {
    const taken = i === lots.length - 1 ? left : least(left, room.gt(0) ? room : zero);
    left = left.minus(taken);
    return taken;
  });
};

/**
 * Consumption follows the bill, not what was transferred: what a supplier got too much stays his to account for.
 * Lots are used in the order in which they came; only movements that both sides signed count.
 */
export const materialBalance = (movements: readonly Moved[], uses: readonly MaterialUse[]): LotBalance[] => {
  const signed = movements.filter((m) => m.countersignedBy !== null);
  return [...new Set(signed.map((m) => m.item))].sort().flatMap((item) => {
    const moves = signed.filter((m) => m.item === item);
    const lots = lotsOf(moves);
    const room = lots.map((l) => l.issued.minus(l.returned));
    const consumed = fill(
      room,
      used(uses, item, (use) => use.delivered),
    );
    const scrap = fill(
      room.map((r, i) => r.minus(consumed[i] ?? zero)),
      used(uses, item, (use) => use.scrapped),
    );
    return lots.map(({ lot, issued, returned }, i) => ({
      item,
      lot,
      unit: moves[0]?.unit ?? '',
      issued: issued.toFixed(),
      consumed: (consumed[i] ?? zero).toFixed(),
      scrap: (scrap[i] ?? zero).toFixed(),
      returned: returned.toFixed(),
      atSupplier: issued
        .minus(returned)
        .minus(consumed[i] ?? zero)
        .minus(scrap[i] ?? zero)
        .toFixed(),
    }));
  });
};
