import { plain, same } from '../check.ts';
import { eventually } from '../eventually.ts';
import { sampling, shipment } from '../expected-later.ts';
import type { Journey, Step } from '../journey.ts';
import { refuses } from '../platform.ts';
import type { ShipmentView } from '../views.ts';
import { firstKettles, toasters } from './03-dupro.ts';

export const vessel = { vessel: 'EASTERN HARMONY', voyage: '048E' } as const;
export const ports = {
  loading: { locode: 'CNNGB', name: 'Ningbo' },
  discharge: { locode: 'USLGB', name: 'Long Beach' },
} as const;

export const marksOf = (journey: Journey): string =>
  `HARBOR & PINE\n${journey.known('customerOrder')}\nLONG BEACH\nC/NO. 1-${shipment.packages}`;

export const container = { container: 'MSKU9070323', type: '20GP', seal: 'CN8827461' } as const;

export const load = (journey: Journey, number: string): Promise<ShipmentView> =>
  journey.platform.as('liu.fang').post(`shipments/${journey.known('shipment').id}/loading`, {
    ...container,
    container: number,
    vgmKg: shipment.vgmKg,
    tareKg: shipment.tareKg,
  });

const numbered = ([from, to]: readonly [number, number]) => ({ from, to });

/** While one lot is reworked the cartons are listed and the vessel is booked; nothing is loaded yet. */
export const packingSteps: readonly Step[] = [
  {
    name: {
      en: 'A shipment of both is opened and packed: 184 cartons, net 2,210.00 kg, gross 2,512.80 kg',
      zh: '两项货物合并建立装运并装箱：184 箱，净重 2,210.00 千克，毛重 2,512.80 千克',
    },
    async run(journey) {
      const { platform } = journey;
      const pieces = (value: string) => ({ value, unit: 'PCE' });
      const opened = await platform.as('xu.jia').post<ShipmentView>('shipments', {
        orderId: journey.known('order').id,
        schedules: [
          { ...firstKettles(journey), quantity: pieces(sampling.kettles.lot) },
          { ...toasters(journey), quantity: pieces(sampling.toasters.lot) },
        ],
        forwarder: 'sinolink',
        marks: marksOf(journey),
      });
      journey.note('shipment', { id: opened.id, number: opened.number });
      const { cartons } = shipment;
      const packed = await platform.as('liu.fang').post<ShipmentView>(`shipments/${opened.id}/packing`, {
        cartons: [
          { lineId: journey.known('kettles').lineId, ...numbered(cartons.kettles) },
          { lineId: journey.known('toasters').lineId, ...numbered(cartons.toasters) },
          { lineId: journey.known('toasters').lineId, ...numbered(cartons.last), quantityPerCarton: '2' },
        ],
      });
      const { packages = 0, netKg = '', grossKg = '', volumeM3 = '' } = packed.packing ?? {};
      same('cartons', packages, shipment.packages);
      same(
        'net, gross, volume',
        [netKg, grossKg, volumeM3].map(plain),
        [shipment.netKg, shipment.grossKg, shipment.volumeM3].map(plain),
      );
    },
  },
  {
    name: { en: 'The forwarder books the vessel', zh: '货代订舱' },
    async run(journey) {
      const { id } = journey.known('shipment');
      const booked = await journey.platform.as('deng.kai').post<ShipmentView>(`shipments/${id}/booking`, {
        number: `SLK${journey.serial}`,
        ...vessel,
        portOfLoading: ports.loading,
        portOfDischarge: ports.discharge,
        packages: shipment.packages,
        closing: journey.day(shipment.closingDay),
        etd: journey.day(shipment.onBoardDay),
        eta: journey.day(shipment.arrivalDay),
      });
      same('shipment', booked.status, 'ready');
    },
  },
  {
    name: {
      en: 'Loading is refused: no final inspection has released the toasters',
      zh: '装柜被拒：多士炉未经终检放行',
    },
    async run(journey) {
      await eventually('the kettles are released, the toasters are not', async () => {
        const { facts = {} } = await refuses(422, 'logistics.loading.lot-not-released', () =>
          load(journey, container.container),
        );
        same(
          'what is missing',
          [facts['scheduleId'], plain(String(facts['needed'])), plain(String(facts['released']))],
          [toasters(journey).scheduleId, sampling.toasters.lot, '0'],
        );
      });
    },
  },
];
