import { addDays, type IsoDate, type Outcome } from '@tradeloom/kernel';
import fc from 'fast-check';
import {
  checkAgain,
  type DocumentSet,
  makeDocumentSet,
  supersede,
} from '../../services/logistics-documents/src/document-sets/document-set.rules.ts';
import {
  type Reviewing,
  reviewDocumentSet,
} from '../../services/logistics-documents/src/document-sets/review.rules.ts';
import { bookShipment } from '../../services/logistics-documents/src/shipments/book-shipment.rules.ts';
import { goOnBoard } from '../../services/logistics-documents/src/shipments/goods-shipped.rules.ts';
import { loadContainer } from '../../services/logistics-documents/src/shipments/loading.rules.ts';
import { releaseOriginals, settleStage } from '../../services/logistics-documents/src/shipments/originals.rules.ts';
import { packShipment } from '../../services/logistics-documents/src/shipments/packing.rules.ts';
import {
  draftBillOfLading,
  receiveOriginals,
  sendCopy,
} from '../../services/logistics-documents/src/shipments/record-bill-of-lading.rules.ts';
import {
  countSetVersion,
  keepApproval,
  type Shipment,
} from '../../services/logistics-documents/src/shipments/shipment.rules.ts';
import {
  booking,
  carefulDraft,
  contentFor,
  items,
  loadedShipment,
  loading,
  lots,
  openedShipment,
  order,
  terms,
  usualCartons,
} from '../../services/logistics-documents/test/scene.ts';
import { on, type Step } from './history.ts';

/** A shipment with the versions of its documents. */
export interface Shipping {
  readonly shipment: Shipment;
  readonly sets: readonly DocumentSet[];
}

const at = new Date('2027-02-01T02:00:00Z');
const later = { ...booking, vessel: 'EVER GLORY', etd: '2027-02-12', closing: '2027-02-10', eta: '2027-03-01' };
const ofShipment = (decide: Step<Shipment>): Step<Shipping> => on('shipment', decide);

/** As the doors do. */
const steps = {
  pack: (count: number) =>
    ofShipment((shipment, today) =>
      packShipment(
        { cartons: usualCartons.slice(0, count), woodPacking: 'none', ippcMark: null },
        items,
        today,
      )(shipment),
    ),
  load: ([container, cartonTo]: [string, number | null]) =>
    ofShipment(loadContainer({ ...loading, container, seal: `CN-${container}`, cartonTo }, lots, [])),
  draft: (packages: number | null) =>
    ofShipment((shipment, today) => {
      const { vessel, voyage } = shipment.booking ?? booking;
      const bill = { ...carefulDraft(shipment), vessel, voyage, ...(packages !== null && { packages }) };
      return draftBillOfLading(bill, today, () => [])(shipment);
    }),
  makeSet:
    (maker: string): Step<Shipping> =>
    ({ shipment: before, sets }) => {
      const shipment = countSetVersion(before).state;
      const { setVersions: setVersion } = shipment;
      const making = { id: `set-${setVersion}`, setVersion, maker, at, content: contentFor(shipment), documents: [] };
      const { state, events } = makeDocumentSet(making, shipment);
      return { state: { shipment, sets: [...sets.map((set) => supersede(set).state), state] }, events };
    },
  review:
    (reviewing: Reviewing): Step<Shipping> =>
    ({ shipment, sets }) => {
      const last = sets.at(-1);
      if (!last) return { state: { shipment, sets }, events: [] };
      const checked = checkAgain(shipment)(last);
      const { state: set, events } = reviewDocumentSet(reviewing)(checked.state);
      const { id: documentSetId, setVersion, draftRevision } = set;
      const approved = keepApproval({ documentSetId, setVersion, draftRevision });
      const state = {
        shipment: set.status === 'approved' ? approved(shipment).state : shipment,
        sets: [...sets.slice(0, -1), set],
      };
      return { state, events: [...checked.events, ...events] };
    },
  board:
    (ago: number): Step<Shipping> =>
    ({ shipment, sets }, today): Outcome<Shipping> => {
      const set = sets.find(({ id }) => id === shipment.approved?.documentSetId);
      if (!set) return { state: { shipment, sets }, events: [] };
      const { state, events } = goOnBoard(addDays(today, -ago), set.content.invoice, today)(shipment);
      return { state: { shipment: state, sets }, events };
    },
};

const today = (decide: (day: IsoDate) => (shipment: Shipment) => Outcome<Shipment>): Step<Shipping> =>
  ofShipment((shipment, day) => decide(day)(shipment));
const review = fc.record({
  level: fc.constantFrom('first' as const, 'final' as const),
  verdict: fc.constantFrom('approved' as const, 'approved' as const, 'approved' as const, 'returned' as const),
  findings: fc.constant(['marks are unreadable']),
  login: fc.constantFrom('xu.jia', 'he.ping', 'luo.dan', 'wang.lei'),
  role: fc.constantFrom('document-reviewer', 'final-reviewer', 'owner', 'owner'),
  at: fc.constant(at),
});
const containers: [string, number | null][] = [
  ['MSKU9070323', null],
  ['MSKU9070323', 100],
  ['CSQU3054383', null],
];
/** Whatever the trading company, the forwarder, the three people of the documents, or finance may do next. */
export const shippingStep = fc.oneof(
  fc.constantFrom(3, 2).map(steps.pack),
  fc.constantFrom(booking, later).map((space) => ofShipment(bookShipment(space))),
  fc.constantFrom(...containers).map(steps.load),
  { weight: 2, arbitrary: fc.constantFrom(null, null, null, 183).map(steps.draft) },
  fc.constantFrom('xu.jia', 'he.ping').map(steps.makeSet),
  { weight: 8, arbitrary: review.map(steps.review) },
  { weight: 2, arbitrary: fc.constantFrom(0, 0, 30, -1).map(steps.board) },
  fc.constant(today(sendCopy)),
  fc.constant(today((day) => receiveOriginals(3, day))),
  fc.constantFrom('bl-copy', 'deposit').map((stage) => ofShipment(settleStage(order.id, stage))),
  fc.constant(today((day) => releaseOriginals('telex-release', day, [terms]))),
);

const opened: Shipping = { shipment: openedShipment(), sets: [] };
const loaded = steps.draft(null)({ ...opened, shipment: loadedShipment() }, '2027-02-01').state;

/** At its beginning, or loaded with its papers made. */
export const shipping = fc.constantFrom(opened, steps.makeSet('xu.jia')(loaded, '2027-02-01').state);
