import { create, logistics } from '@tradeloom/contracts';
import { type Announcement, announce, type Decision, daysBetween, type IsoDate, unchanged } from '@tradeloom/kernel';
import type { Booking } from '../shipments/booking.rules.ts';
import { perOrder, type Shipment } from '../shipments/shipment.rules.ts';
import { inWords, type Milestone, type StatusEvent, withEvent } from './milestone.rules.ts';

/** An arrival that both owners were told of, once, as long as it is late. */
export interface LateArrival {
  readonly promised: IsoDate;
  readonly expected: IsoDate;
  readonly raisedOn: IsoDate;
}

/** Where the goods of a shipment are and are expected, as the forwarder reports it. Its id is the shipment's. */
export interface ShipmentTransport {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly number: string;
  readonly milestones: readonly Milestone[];
  readonly lateArrival: LateArrival | null;
}

export const untold = ({ id, parties, number }: Shipment): ShipmentTransport => ({
  id,
  version: 0,
  parties,
  number,
  milestones: [],
  lateArrival: null,
});

const atPort = (milestones: readonly Milestone[], milestone: string, locode: string): Milestone[] =>
  milestones.filter((m) => m.milestone === milestone && (m.place === locode || m.place === ''));

/** The day at the port of discharge on which the last of the goods arrives, as the freshest report says. */
const arrivalOf = (milestones: readonly Milestone[], booking: Booking): IsoDate | null => {
  const said = atPort(milestones, 'arrived', booking.portOfDischarge.locode).flatMap(
    (m) => m.actual ?? m.estimated ?? [],
  );
  const freshest = Math.max(...said.map(({ reportedAt }) => Date.parse(reportedAt)));
  const days = said.filter(({ reportedAt }) => Date.parse(reportedAt) === freshest).map(({ at }) => at.slice(0, 10));
  return days.toSorted().at(-1) ?? null;
};

const lateBy = (transport: ShipmentTransport, { booking }: Shipment, today: IsoDate): LateArrival | null => {
  if (!booking) return null;
  const expected = arrivalOf(transport.milestones, booking);
  if (expected === null || expected <= booking.eta) return null;
  return { promised: booking.eta, expected, raisedOn: transport.lateArrival?.raisedOn ?? today };
};

const reported = (shipment: Shipment, event: StatusEvent) => {
  const { statusNumber: _statusNumber, containers, ...told } = event;
  const { id: shipmentId, number } = shipment;
  const what = inWords(event);
  return perOrder(shipment, (orderId) =>
    create(logistics.ShipmentMilestoneReportedSchema, {
      ...told,
      containers: [...containers],
      shipmentId,
      number,
      orderId,
      what,
    }),
  );
};

const endangered = (shipment: Shipment, { promised, expected }: LateArrival): Announcement[] => {
  const owners = [shipment.trader, shipment.factory];
  return perOrder(shipment, (orderId) =>
    announce(
      create(logistics.ShipmentArrivalEndangeredSchema, {
        shipmentId: shipment.id,
        number: shipment.number,
        orderId,
        promised,
        expected,
        days: daysBetween(promised, expected),
        owners,
      }),
      owners,
    ),
  );
};

/** Takes what a report says that is news, in any order of arrival. A late arrival is told once, until it is late no more. */
export const takeStatus =
  (shipment: Shipment, events: readonly StatusEvent[], today: IsoDate): Decision<ShipmentTransport> =>
  (transport) => {
    let { milestones } = transport;
    const news: StatusEvent[] = [];
    for (const event of events) {
      const next = withEvent(milestones, event);
      milestones = next.milestones;
      if (next.isNews) news.push(event);
    }
    if (milestones === transport.milestones) return unchanged(transport);
    const moved = { ...transport, milestones };
    const lateArrival = lateBy(moved, shipment, today);
    const told = lateArrival && !transport.lateArrival ? endangered(shipment, lateArrival) : [];
    return {
      state: { ...moved, lateArrival },
      events: [...news.flatMap((event) => reported(shipment, event)), ...told],
    };
  };

/** A milestone with the date that was planned for it, beside those that were reported. */
export interface MilestoneDates extends Milestone {
  /** of the booking, local to the place: CY closing, departure, arrival */
  readonly planned: IsoDate | null;
}

const plannedIn = (booking: Booking) =>
  [
    { milestone: 'gate-in', place: booking.portOfLoading.locode, planned: booking.closing },
    { milestone: 'departed', place: booking.portOfLoading.locode, planned: booking.etd },
    { milestone: 'arrived', place: booking.portOfDischarge.locode, planned: booking.eta },
  ] as const;

/** What was planned, what is expected, what happened: three dates, never one written over another. */
export const datesOf = ({ milestones }: ShipmentTransport, booking: Booking | null): MilestoneDates[] => {
  const plan = booking ? plannedIn(booking) : [];
  const unreported = plan.filter(({ milestone, place }) => atPort(milestones, milestone, place).length === 0);
  return [
    ...milestones.map((one) => ({
      ...one,
      planned:
        plan.find((p) => p.milestone === one.milestone && (p.place === one.place || one.place === ''))?.planned ?? null,
    })),
    ...unreported.map((planned) => ({
      ...planned,
      container: null,
      estimated: null,
      actual: null,
      vessel: booking?.vessel ?? '',
      voyage: booking?.voyage ?? '',
      remark: '',
    })),
  ];
};
