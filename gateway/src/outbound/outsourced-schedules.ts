import type { production } from '@tradeloom/contracts';
import type { DeliverySchedule } from '@tradeloom/edi';

/** A line of an outsourcing order is due in one delivery. */
export const outsourcedSchedules = ({ quantity, due }: production.OutsourcingLine): DeliverySchedule[] => [
  { quantity: quantity?.value ?? '', unit: quantity?.unit ?? '', date: due },
];
