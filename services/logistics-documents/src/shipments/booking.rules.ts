import { must } from '@tradeloom/kernel';

/** UN/LOCODE and the name as documents write it. */
export interface Port {
  readonly locode: string;
  readonly name: string;
}

/** Space on a vessel; dates are local to their place: closing and ETD at loading, ETA at discharge. */
export interface Booking {
  readonly number: string;
  readonly vessel: string;
  readonly voyage: string;
  readonly portOfLoading: Port;
  readonly portOfDischarge: Port;
  /** Packages the carrier was told, null when it was not told. */
  readonly packages: number | null;
  /** CY cut-off 截关日 */
  readonly closing: string;
  readonly etd: string;
  readonly eta: string;
}

const mustBePort = ({ locode }: Port): void =>
  must(
    /^[A-Z]{2}[A-Z2-9]{3}$/.test(locode),
    'logistics.booking.bad-port',
    { en: `${locode} is no UN/LOCODE`, zh: `${locode} 不是 UN/LOCODE 港口代码` },
    { locode },
  );

/** @throws DomainError for a port that is none, or dates that do not follow each other */
export const mustBeBooking = ({ closing, etd, eta, portOfLoading, portOfDischarge }: Booking): void => {
  mustBePort(portOfLoading);
  mustBePort(portOfDischarge);
  must(
    closing <= etd && etd < eta,
    'logistics.booking.dates',
    { en: 'Closing, departure and arrival follow each other', zh: '截关日、开航日、到港日须依次先后' },
    { closing, etd, eta },
  );
};

/** Whether documents that were right beside the one are right beside the other. */
export const readsAlike = (a: Booking, b: Booking): boolean =>
  a.vessel === b.vessel &&
  a.voyage === b.voyage &&
  a.portOfLoading.locode === b.portOfLoading.locode &&
  a.portOfDischarge.locode === b.portOfDischarge.locode &&
  a.packages === b.packages &&
  a.etd === b.etd;
