import { Controller } from '@nestjs/common';
import { On, Transactions, type Tx } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { DomainError, must } from '@tradeloom/kernel';
import { asFinding, type Finding } from '../document-refusals/document-refusal.rules.ts';
import { refuseDocument } from '../document-refusals/refuse-document.ts';
import type { Shipment } from '../shipments/shipment.rules.ts';
import { findForwarded } from './find-forwarded.ts';
import type { StatusEvent } from './milestone.rules.ts';
import { takeStatus, untold } from './shipment-transport.rules.ts';
import { ShipmentTransports } from './shipment-transport.table.ts';

/** A forwarder says where goods are (IFTSTA). Each consignment is taken by itself; those that nobody knows are told. */
@Controller()
export class WhenTransportStatusReported {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.TransportStatusReportedSchema)
  handle(report: gateway.TransportStatusReported): Promise<void> {
    return this.transactions.run(async (tx) => {
      const findings: Finding[] = [];
      for (const [index, consignment] of report.consignments.entries()) {
        const problem = await taken(tx, report, consignment);
        if (problem) findings.push({ ...problem, facts: { ...problem.facts, position: String(index + 1) } });
      }
      if (findings.length === 0) return;
      const { forwarder: partner, shipper: receiver, statusNumber: documentNumber, ref } = report;
      await refuseDocument(tx, { partner, receiver, documentNumber, ref }, findings);
    });
  }
}

/** Why a consignment cannot be taken, or null. Its rules speak before anything is written. */
const taken = async (
  tx: Tx,
  report: gateway.TransportStatusReported,
  { consignment, booking, billOfLading, shipment: own, events }: gateway.ConsignmentStatus,
): Promise<Finding | null> => {
  try {
    const numbers = [...new Set([own, booking, billOfLading, consignment].filter(Boolean))];
    const shipment = await findForwarded(tx, report, numbers);
    const said = events.map((event) => statusOf(report, event));
    mustHoldContainers(shipment, said);
    const decide = takeStatus(shipment, said, tx.today);
    await tx.changeOrAdd(ShipmentTransports, shipment.id, () => untold(shipment), decide);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return asFinding(error);
    throw error;
  }
};

const statusOf = (
  { reportedAt, statusNumber }: gateway.TransportStatusReported,
  { event, code, description, timing, at, place, placeName, ...rest }: gateway.TransportStatusEvent,
): StatusEvent => ({
  milestone: event === 'other' ? description || code || event : event,
  timing: timing === 'estimated' ? 'estimated' : 'actual',
  at,
  reportedAt,
  statusNumber,
  place: place || placeName,
  containers: rest.containers,
  vessel: rest.vessel,
  voyage: rest.voyage,
  remark: rest.remark,
});

/** Once it is loaded, a shipment's containers are known. */
const mustHoldContainers = ({ number, containers }: Shipment, events: readonly StatusEvent[]): void => {
  const strange = events
    .flatMap((event) => event.containers)
    .find((one) => containers.length > 0 && !containers.some((c) => c.number === one));
  must(
    strange === undefined,
    'logistics.transport.unknown-container',
    { en: `Container ${strange} is not in shipment ${number}`, zh: `集装箱 ${strange} 不在装运 ${number} 中` },
    { value: strange ?? '' },
  );
};
