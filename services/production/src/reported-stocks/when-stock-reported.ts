import { Controller } from '@nestjs/common';
import { On, Transactions, type Tx } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { DomainError } from '@tradeloom/kernel';
import { Components } from '../items/component.table.ts';
import { Items } from '../items/item.table.ts';
import { refuseDocument, tryDocument } from '../refusals/refuse-document.ts';
import { compareWithBooks } from './compare-with-books.ts';
import { blankPlace, placeId, takeReport } from './reported-stock.rules.ts';
import { ReportedStocks } from './reported-stock.table.ts';

/** What a holder's numbers can mean: goods by code with their unit, and which of them are material of ours at his place. */
interface Known {
  readonly units: ReadonlyMap<string, string>;
  readonly materials: ReadonlySet<string>;
}

/** A stock report: each line stands for itself; provided material is held against the books of both sides. */
@Controller()
export class WhenStockReported {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.StockReportedSchema)
  handle(report: gateway.StockReported): Promise<void> {
    const { ref, holder, receiver: owner, reportNumber, lines } = report;
    return this.transactions.run(async (tx) => {
      const known = await knownTo(tx, owner, holder);
      const materials = new Set<string>();
      const findings = [];
      for (const line of onePerPlace(lines)) {
        const place = { position: line.position, line: line.line, item: line.buyerItem || line.sellerItem };
        const refused = await tryDocument(place, async () => {
          const item = await keepLine(tx, report, line, known);
          if (known.materials.has(item)) materials.add(item);
        });
        if (refused) findings.push(refused);
      }
      for (const item of [...materials].sort()) {
        await compareWithBooks(tx, { owner, holder, item, unit: known.units.get(item) ?? '' });
      }
      if (findings.length === 0) return;
      await refuseDocument(tx, { partner: holder, receiver: owner, documentNumber: reportNumber, ref }, findings);
    });
  }
}

/** What the document says of one place in several lines is one stock there. */
const onePerPlace = (lines: readonly gateway.StockLine[]): gateway.StockLine[] => {
  const byPlace = Map.groupBy(lines, (l) => JSON.stringify([l.buyerItem, l.sellerItem, l.location, l.lot]));
  return [...byPlace.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, quantities: [first, ...others].flatMap((l) => l.quantities) }] : [],
  );
};

const knownTo = async (tx: Tx, factory: string, supplier: string): Promise<Known> => {
  const components = await tx.find(Components, { factory, supplier });
  const materials = components.flatMap((c) => c.materials.map((m) => [m.item, m.perPiece.unit] as const));
  const items = await tx.find(Items, {});
  return {
    units: new Map([
      ...items.map((i) => [i.code, i.unit] as const),
      ...components.map((c) => [c.code, c.unit] as const),
      ...materials,
    ]),
    materials: new Set(materials.map(([item]) => item)),
  };
};

const keepLine = async (
  tx: Tx,
  { holder, receiver: owner, asOf, reportNumber }: gateway.StockReported,
  { buyerItem, sellerItem, location, lot, quantities }: gateway.StockLine,
  { units }: Known,
): Promise<string> => {
  const item = [buyerItem, sellerItem].find((code) => units.has(code));
  if (item === undefined) {
    throw new DomainError(
      'production.stock-report.item',
      { en: 'We know no such item of yours', zh: '我方没有该品目' },
      { value: buyerItem || sellerItem },
    );
  }
  const place = { holder, owner, item, location, lot, unit: units.get(item) ?? '' };
  const told = quantities.map(({ state, quantity, unit, date }) => ({ state, quantity, unit, date: date || null }));
  const report = takeReport({ asOf, reportNumber, quantities: told }, tx.today);
  await tx.changeOrAdd(ReportedStocks, placeId(place), () => blankPlace(place), report);
  return item;
};
