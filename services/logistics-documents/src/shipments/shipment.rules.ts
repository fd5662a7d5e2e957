import { type Decision, must, type Quantity, type Text } from '@tradeloom/kernel';
import type { BillOfLadingDraft } from './bill-of-lading.rules.ts';
import type { Booking } from './booking.rules.ts';
import type { Packing } from './carton.rules.ts';
import type { Container } from './container.rules.ts';

/** What the shipment carries of one schedule. */
export interface ShipmentLine {
  /** 1, 2, ... within the shipment: documents and cartons refer to it. */
  readonly position: number;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly customerOrder: string;
  readonly lineId: string;
  readonly scheduleId: string;
  readonly customerLine: string;
  readonly item: string;
  readonly description: string;
  readonly planned: Quantity;
  /** What the cartons hold; null until packed. */
  readonly packed: Quantity | null;
  readonly overPercent: string;
  readonly underPercent: string;
}

/** How the bill of lading is to name the parties. 提单指示 */
export interface ShippingInstruction {
  readonly shipper: string;
  readonly consignee: string;
  readonly notify: string;
  /** Shipping marks 唛头; `N/M` for none. */
  readonly marks: string;
}

/** The set of documents that the final reviewer approved, and the draft it was checked with. */
export interface ApprovedSet {
  readonly documentSetId: string;
  readonly setVersion: number;
  readonly draftRevision: number;
}

export interface Originals {
  readonly count: number;
  readonly receivedOn: string;
}

export const releaseForms = ['telex-release', 'courier'] as const;

export interface Release {
  readonly form: (typeof releaseForms)[number];
  readonly releasedOn: string;
}

/** Parts of schedules, of one order or several of the same parties, that travel together. */
export interface Shipment {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly number: string;
  readonly status: ShipmentStatus;
  readonly orderIds: readonly string[];
  readonly customer: string;
  readonly trader: string;
  readonly factory: string;
  readonly forwarder: string | null;
  readonly mode: TransportMode;
  readonly destinationCountry: string;
  readonly instruction: ShippingInstruction;
  readonly lines: readonly ShipmentLine[];
  readonly packing: Packing | null;
  readonly booking: Booking | null;
  /** How often the forwarder was told what to carry. */
  readonly instructions: number;
  readonly containers: readonly Container[];
  /** How many versions of the document set were made. */
  readonly setVersions: number;
  readonly draft: BillOfLadingDraft | null;
  readonly approved: ApprovedSet | null;
  readonly onBoardOn: string | null;
  readonly copySentOn: string | null;
  readonly originals: Originals | null;
  readonly release: Release | null;
  /** Orders whose payment against the B/L copy of this shipment is settled. */
  readonly paidOrders: readonly string[];
}

export const transportModes = ['sea-fcl', 'sea-lcl'] as const;
export type TransportMode = (typeof transportModes)[number];

export type ShipmentStatus =
  | 'planned'
  | 'packed'
  | 'booked'
  | 'ready'
  | 'loaded'
  | 'on-board'
  | 'copy-sent'
  | 'released';

export type Step = 'pack' | 'book' | 'load-part' | 'load-rest' | 'draft' | 'go-on-board' | 'send-copy' | 'release';

/** Which step leads where; a step that a status does not name is refused. Booking may roll over to a later vessel. */
const transitions: Readonly<Record<ShipmentStatus, Readonly<Partial<Record<Step, ShipmentStatus>>>>> = {
  planned: { pack: 'packed', book: 'booked' },
  packed: { pack: 'packed', book: 'ready' },
  booked: { book: 'booked', pack: 'ready' },
  ready: { pack: 'ready', book: 'ready', 'load-part': 'ready', 'load-rest': 'loaded', draft: 'ready' },
  loaded: { book: 'loaded', draft: 'loaded', 'go-on-board': 'on-board' },
  'on-board': { 'send-copy': 'copy-sent', release: 'released' },
  'copy-sent': { release: 'released' },
  released: {},
};

const statusText: Readonly<Record<ShipmentStatus, Text>> = {
  planned: { en: 'planned', zh: '已计划' },
  packed: { en: 'packed, not booked', zh: '已装箱、未订舱' },
  booked: { en: 'booked, not packed', zh: '已订舱、未装箱' },
  ready: { en: 'packed and booked', zh: '已装箱并订舱' },
  loaded: { en: 'loaded', zh: '已装柜' },
  'on-board': { en: 'on board', zh: '已装船' },
  'copy-sent': { en: 'on board with the B/L copy sent', zh: '已装船并发出提单副本' },
  released: { en: 'released', zh: '已放单' },
};

const stepText: Readonly<Record<Step, Text>> = {
  pack: { en: 'packing', zh: '装箱' },
  book: { en: 'booking', zh: '订舱' },
  'load-part': { en: 'loading', zh: '装柜' },
  'load-rest': { en: 'loading', zh: '装柜' },
  draft: { en: 'a B/L draft', zh: '提单草稿' },
  'go-on-board': { en: 'on board', zh: '装船' },
  'send-copy': { en: 'sending the B/L copy', zh: '发送提单副本' },
  release: { en: 'releasing the originals', zh: '放正本提单' },
};

/** The status a step leads to. */
export const statusAfter = ({ number, status }: Shipment, step: Step): ShipmentStatus => {
  const next = transitions[status][step];
  must(
    next !== undefined,
    'logistics.shipment.not-now',
    {
      en: `Shipment ${number} is ${statusText[status].en}: not the time for ${stepText[step].en}`,
      zh: `装运 ${number} 状态为“${statusText[status].zh}”，此时不能进行：${stepText[step].zh}`,
    },
    { status, step },
  );
  return next;
};

/** The lines of one order within the shipment. */
export const linesOf = (shipment: Shipment, orderId: string): readonly ShipmentLine[] =>
  shipment.lines.filter((l) => l.orderId === orderId);

/** One event per order: each has its own timeline. */
export const perOrder = <Event>({ orderIds }: Shipment, event: (orderId: string) => Event): Event[] =>
  orderIds.map(event);

/** A further version of the document set begins; whatever was approved before no longer counts. */
export const countSetVersion: Decision<Shipment> = (shipment) => {
  must(
    shipment.status === 'loaded',
    'logistics.document-set.not-loaded',
    {
      en: `Shipment ${shipment.number} is ${statusText[shipment.status].en}: documents are made once it is loaded, until it sails`,
      zh: `装运 ${shipment.number} 状态为“${statusText[shipment.status].zh}”：装柜后、装船前制单`,
    },
    { status: shipment.status },
  );
  return { state: { ...shipment, setVersions: shipment.setVersions + 1, approved: null }, events: [] };
};

export const keepApproval =
  (approved: ApprovedSet): Decision<Shipment> =>
  (shipment) => ({ state: { ...shipment, approved }, events: [] });
