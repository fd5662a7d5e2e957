import { create, logistics } from '@tradeloom/contracts';
import { type Decision, decimal, must, total } from '@tradeloom/kernel';
import type { WoodPacking } from '../compliance/wood-packing.rules.ts';
import type { Item } from '../items/item.rules.ts';
import { type CartonRange, type Packing, piecesIn, sumsOf } from './carton.rules.ts';
import { withInstruction } from './instruct-forwarder.rules.ts';
import { linesOf, perOrder, type Shipment, type ShipmentLine, statusAfter } from './shipment.rules.ts';

/** A carton range as reported: what is left out is as the item's packing instruction says. */
export interface ReportedCartons {
  readonly lineId: string;
  readonly scheduleId: string | null;
  readonly from: number;
  readonly to: number;
  readonly quantityPerCarton: string | null;
  readonly netKg: string | null;
  readonly grossKg: string | null;
  readonly lengthCm: string | null;
  readonly widthCm: string | null;
  readonly heightCm: string | null;
}

const lineFor = (shipment: Shipment, { lineId, scheduleId, from }: ReportedCartons): ShipmentLine => {
  const candidates = shipment.lines.filter(
    (l) => l.lineId === lineId && (scheduleId === null || l.scheduleId === scheduleId),
  );
  const [line] = candidates;
  must(
    line !== undefined && candidates.length === 1,
    'logistics.packing.unclear-line',
    {
      en: `Cartons from ${from} name line ${lineId}, which is not exactly one line of the shipment: give its schedule`,
      zh: `自 ${from} 号起的纸箱所指行 ${lineId} 不能唯一对应装运行，请注明交货计划`,
    },
    { lineId, from },
  );
  return line;
};

const completed = (shipment: Shipment, items: ReadonlyMap<string, Item>, reported: ReportedCartons): CartonRange => {
  const line = lineFor(shipment, reported);
  const usual = items.get(line.item)?.packing;
  if (!usual) throw new Error(`item ${line.item} has no packing instruction`);
  const quantityPerCarton = reported.quantityPerCarton ?? usual.perCarton;
  const netKg = reported.netKg ?? decimal(usual.netKgPerPiece).times(quantityPerCarton).toFixed();
  // A carton that is not full still weighs its tare: gross less net of a full one.
  const tareKg = decimal(usual.grossKgPerCarton).minus(decimal(usual.netKgPerPiece).times(usual.perCarton));
  return {
    line: line.position,
    from: reported.from,
    to: reported.to,
    quantityPerCarton,
    netKg,
    grossKg: reported.grossKg ?? tareKg.plus(netKg).toFixed(),
    lengthCm: reported.lengthCm ?? usual.lengthCm,
    widthCm: reported.widthCm ?? usual.widthCm,
    heightCm: reported.heightCm ?? usual.heightCm,
  };
};

const mustRunOn = (ranges: readonly CartonRange[]): void => {
  let next = 1;
  for (const { from, to } of ranges) {
    must(
      from === next && to >= from,
      'logistics.packing.carton-numbers',
      {
        en: `Carton numbers run on without gap or overlap: expected ${next}, found ${from}-${to}`,
        zh: `箱号须连续且不重叠：应从 ${next} 开始，实为 ${from}-${to}`,
      },
      { expected: next, from, to },
    );
    next = to + 1;
  }
};

const mustWeigh = ({ from, to, quantityPerCarton, netKg, grossKg }: CartonRange): void =>
  must(
    decimal(quantityPerCarton).gt(0) && decimal(netKg).gt(0) && decimal(grossKg).gt(netKg),
    'logistics.packing.weights',
    {
      en: `Cartons ${from}-${to}: gross ${grossKg} kg must exceed net ${netKg} kg, and they hold something`,
      zh: `纸箱 ${from}-${to}：毛重 ${grossKg} 千克须大于净重 ${netKg} 千克，且不得为空箱`,
    },
    { from, to, netKg, grossKg },
  );

const packedLine = (line: ShipmentLine, ranges: readonly CartonRange[]): ShipmentLine => {
  const value = total(ranges.filter((r) => r.line === line.position).map(piecesIn));
  const planned = decimal(line.planned.value);
  const least = planned.times(decimal(100).minus(line.underPercent)).div(100);
  const most = planned.times(decimal(100).plus(line.overPercent)).div(100);
  must(
    least.lte(value) && most.gte(value),
    'logistics.packing.quantity',
    {
      en: `Line ${line.customerLine} ships ${line.planned.value}, the cartons hold ${value}: outside its tolerance`,
      zh: `第 ${line.customerLine} 行应装运 ${line.planned.value}，纸箱合计 ${value}，超出允差`,
    },
    { lineId: line.lineId, scheduleId: line.scheduleId, planned: line.planned.value, packed: value },
  );
  return { ...line, packed: { value, unit: line.planned.unit } };
};

const packedEvent = (shipment: Shipment, packing: Packing, orderId: string): logistics.ShipmentPacked => {
  const positions = new Set(linesOf(shipment, orderId).map((l) => l.position));
  const sums = sumsOf(packing.cartons.filter((r) => positions.has(r.line)));
  return create(logistics.ShipmentPackedSchema, {
    shipmentId: shipment.id,
    number: shipment.number,
    orderId,
    cartons: sums.packages,
    netKg: sums.netKg,
    grossKg: sums.grossKg,
    volumeM3: sums.volumeM3,
  });
};

export interface PackingReport {
  readonly cartons: readonly ReportedCartons[];
  readonly woodPacking: WoodPacking;
  readonly ippcMark: string | null;
}

/** Records the cartons; their contents must equal what ships, within each line's tolerance. */
export const packShipment =
  (report: PackingReport, items: ReadonlyMap<string, Item>, today: string): Decision<Shipment> =>
  (shipment) => {
    const status = statusAfter(shipment, 'pack');
    must(shipment.containers.length === 0, 'logistics.packing.already-loading', {
      en: 'Cartons cannot change once a container is loaded',
      zh: '已开始装柜，不能再修改装箱',
    });
    const cartons = report.cartons.map((c) => completed(shipment, items, c)).sort((a, b) => a.from - b.from);
    cartons.forEach(mustWeigh);
    mustRunOn(cartons);
    const lines = shipment.lines.map((line) => packedLine(line, cartons));
    const { woodPacking, ippcMark } = report;
    const packing: Packing = { packedOn: today, cartons, ...sumsOf(cartons), woodPacking, ippcMark };
    const state = { ...shipment, status, lines, packing };
    const events = perOrder(state, (orderId) => packedEvent(state, packing, orderId));
    return withInstruction({ state, events });
  };
