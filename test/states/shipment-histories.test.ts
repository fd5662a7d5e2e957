import { decimal, total } from '@tradeloom/kernel';
import { crossCheck, setBeside } from '../../services/logistics-documents/src/document-sets/cross-check.rules.ts';
import type { DocumentSet } from '../../services/logistics-documents/src/document-sets/document-set.rules.ts';
import { errorsIn } from '../../services/logistics-documents/src/document-sets/finding.rules.ts';
import { piecesIn } from '../../services/logistics-documents/src/shipments/carton.rules.ts';
import type { Shipment } from '../../services/logistics-documents/src/shipments/shipment.rules.ts';
import { order } from '../../services/logistics-documents/test/scene.ts';
import { type History, mustHold } from './history.ts';
import { play, seed } from './play.ts';
import { type Shipping, shipping, shippingStep } from './shipping.ts';

const approvedSet = ({ shipment, sets }: Shipping): DocumentSet | undefined =>
  sets.find(({ id }) => id === shipment.approved?.documentSetId);

const reviewersAreOthers = ({ maker, reviews }: DocumentSet): boolean =>
  new Set([maker, ...reviews.map(({ by }) => by)]).size === reviews.length + 1;

const approvals = ({ reviews }: DocumentSet): string =>
  reviews
    .filter(({ verdict }) => verdict === 'approved')
    .map(({ level }) => level)
    .join();

const allAreAboard = ({ packing, containers }: Shipment): boolean =>
  containers.at(-1)?.cartonTo === packing?.packages &&
  containers.every(({ cartonFrom }, i) => cartonFrom === (containers[i - 1]?.cartonTo ?? 0) + 1);

const cartonsHoldLines = ({ lines, packing }: Shipment): boolean =>
  lines.every(({ position, packed }) => {
    const cartons = packing?.cartons.filter(({ line }) => line === position) ?? [];
    return packed === null || decimal(total(cartons.map(piecesIn))).eq(packed.value);
  });

const documentsHold = ({ state }: History<Shipping>): void => {
  const { shipment, sets } = state;
  const [last, ...older] = sets.toReversed();
  mustHold(
    'only the last version counts',
    older.every(({ status }) => status === 'superseded'),
  );
  mustHold('maker and reviewers are three people', sets.every(reviewersAreOthers));
  mustHold('approved is approved twice', last?.status !== 'approved' || approvals(last) === 'first,final');
  const approved = approvedSet(state);
  mustHold('what counts is approved', shipment.approved === null || (approved === last && last?.status === 'approved'));
};

const voyageHolds = (history: History<Shipping>): void => {
  const { shipment } = history.state;
  const { onBoardOn, copySentOn, release, paidOrders } = shipment;
  mustHold('cartons hold what the lines say', cartonsHoldLines(shipment));
  mustHold('nothing sails that is not loaded', onBoardOn === null || allAreAboard(shipment));
  mustHold('nothing is released before it is paid', release === null || paidOrders.includes(order.id));
  mustHold('goods are shipped once', history.times('GoodsShipped') === Number(onBoardOn !== null));
  mustHold('the copy is sent once', history.times('BillOfLadingCopySent') === Number(copySentOn !== null));
  mustHold('originals are released once', history.times('OriginalsReleased') === Number(release !== null));
};

/** What the customer's bank and customs hold against each other. */
const papersAgree = (state: Shipping): boolean => {
  const set = approvedSet(state);
  return set !== undefined && errorsIn(crossCheck(setBeside(set.content, state.shipment))) === 0;
};

it(`a shipment is released on papers that three people agree on, or somebody is next (seed ${seed})`, () => {
  const unreached = play<Shipping>({
    follow: [
      { process: 'shipments/shipment', of: ({ shipment }) => ({ shipment: shipment.status }) },
      {
        process: 'document-sets/document-set',
        of: ({ sets }) => Object.fromEntries(sets.map(({ id, status }) => [id, status])),
        reopens: 'an approved version is superseded when the shipment changes before it sails',
      },
    ],
    begin: shipping.map((state) => ({ state, events: [] })),
    today: '2027-02-01',
    step: shippingStep,
    always: (history) => {
      documentsHold(history);
      voyageHolds(history);
    },
    atLast: ({ state }) =>
      mustHold('what sailed has papers that agree', state.shipment.onBoardOn === null || papersAgree(state)),
    runs: 1_000,
    steps: 40,
  });
  expect(unreached).toEqual([]);
}, 120_000);
