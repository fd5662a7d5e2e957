import { create, logistics } from '@tradeloom/contracts';
import { type Decision, decimal, must } from '@tradeloom/kernel';
import { type Lot, releasedOf } from '../lots/lot.rules.ts';
import { type Container, type ContainerType, mustBeContainer } from './container.rules.ts';
import { perOrder, type Shipment, type ShipmentLine, statusAfter } from './shipment.rules.ts';

export interface Loading {
  readonly container: string;
  readonly type: ContainerType;
  readonly seal: string;
  readonly tareKg: string;
  readonly vgmKg: string;
  /** Last carton in this container; null for all that are left. */
  readonly cartonTo: number | null;
  /** RFC 3339. */
  readonly loadedAt: string;
}

/** What is already loaded of a schedule, in this or another shipment. */
export interface LoadedPart {
  readonly orderId: string;
  readonly lineId: string;
  readonly scheduleId: string;
  readonly quantity: string;
}

export const loadedPartsOf = (others: readonly Shipment[]): LoadedPart[] =>
  others
    .filter((s) => s.containers.length > 0)
    .flatMap((s) => s.lines)
    .map(({ orderId, lineId, scheduleId, packed, planned }) => ({
      orderId,
      lineId,
      scheduleId,
      quantity: (packed ?? planned).value,
    }));

const mustBeReleased = (line: ShipmentLine, lots: readonly Lot[], loadedElsewhere: readonly LoadedPart[]): void => {
  const released = releasedOf(line, lots, loadedElsewhere);
  const needed = (line.packed ?? line.planned).value;
  must(
    decimal(released).gte(needed),
    'logistics.loading.lot-not-released',
    {
      en: `Line ${line.customerLine} (${line.item}): ${needed} to load, ${released} released by final inspection`,
      zh: `第 ${line.customerLine} 行（${line.item}）：需装 ${needed}，终检已放行 ${released}`,
    },
    { lineId: line.lineId, scheduleId: line.scheduleId, needed, released },
  );
};

/** Loads the next cartons into a container; refused unless every line's lot passed its final inspection. */
export const loadContainer =
  (loading: Loading, lots: readonly Lot[], loadedElsewhere: readonly LoadedPart[]): Decision<Shipment> =>
  (shipment) => {
    const last = shipment.packing?.packages ?? 0;
    const cartonFrom = Math.max(0, ...shipment.containers.map((c) => c.cartonTo)) + 1;
    const cartonTo = loading.cartonTo ?? last;
    const status = statusAfter(shipment, cartonTo === last ? 'load-rest' : 'load-part');
    for (const line of shipment.lines) mustBeReleased(line, lots, loadedElsewhere);
    must(
      cartonFrom <= cartonTo && cartonTo <= last,
      'logistics.loading.cartons',
      {
        en: `Cartons ${cartonFrom} to ${last} are left to load, not up to ${cartonTo}`,
        zh: `待装纸箱为 ${cartonFrom} 至 ${last}，不能装到 ${cartonTo}`,
      },
      { cartonFrom, last, cartonTo },
    );
    const { container: number, type, seal, tareKg, vgmKg, loadedAt } = loading;
    const container: Container = { number, type, seal, tareKg, vgmKg, cartonFrom, cartonTo, loadedAt };
    mustBeContainer(container);
    must(
      shipment.containers.every((c) => c.number !== number && c.seal !== seal),
      'logistics.loading.container-twice',
      { en: `Container ${number} or seal ${seal} is already used`, zh: `集装箱 ${number} 或封号 ${seal} 已使用` },
      { container: number, seal },
    );
    const state = { ...shipment, status, containers: [...shipment.containers, container] };
    const events = perOrder(state, (orderId) =>
      create(logistics.ShipmentLoadedSchema, {
        shipmentId: state.id,
        number: state.number,
        orderId,
        container: number,
        seal,
        vgmKg,
      }),
    );
    return { state, events };
  };
