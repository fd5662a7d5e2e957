import { plain, same, sameMoney, sameNumber, there } from '../check.ts';
import { shipment } from '../expected-later.ts';
import type { Journey, Step } from '../journey.ts';
import { type Caller, refuses } from '../platform.ts';
import type { DocumentFindingView, DocumentSetView, ShipmentView } from '../views.ts';
import { container, marksOf, ports, vessel } from './05-packing.ts';

const doorOf = (journey: Journey, what: string): string => `shipments/${journey.known('shipment').id}/${what}`;

export const billNumber = (journey: Journey): string => `SNLK${journey.serial}`;

interface Drafted {
  readonly findings: readonly DocumentFindingView[];
}

/** The forwarder's draft of the bill of lading, by the instruction that the shipment carries. */
const draftBill = async (
  journey: Journey,
  { packages, grossKg }: typeof shipment.planted | typeof shipment,
): Promise<Drafted> => {
  const { platform } = journey;
  const forwarder = platform.as('deng.kai');
  const { instruction } = await forwarder.get<ShipmentView>(`shipments/${journey.known('shipment').id}`);
  same('marks', instruction.marks, marksOf(journey));
  return forwarder.post(doorOf(journey, 'bill-of-lading'), {
    kind: 'draft',
    bill: {
      ...instruction,
      number: billNumber(journey),
      ...vessel,
      portOfLoading: ports.loading.locode,
      portOfDischarge: ports.discharge.locode,
      packages,
      grossKg,
      containers: [{ number: container.container, seal: container.seal }],
      freightTerm: 'COLLECT',
      hsCodes: ['851679', '851672'],
    },
  });
};

const review = (journey: Journey, login: string, level: 'first' | 'final'): Promise<DocumentSetView> =>
  journey.platform
    .as(login)
    .post(`document-sets/${journey.known('documentSet')}/reviews`, { level, verdict: 'approved' });

export const goOnBoard = (journey: Journey): Promise<ShipmentView> =>
  journey.platform.as('xu.jia').post(doorOf(journey, 'bill-of-lading'), {
    kind: 'on-board',
    onBoardOn: journey.day(shipment.onBoardDay),
  });

const documentsOf = async (journey: Journey, reader: Caller): Promise<DocumentSetView['documents']> => {
  const { documents } = await reader.get<DocumentSetView>(doorOf(journey, 'document-set'));
  return documents;
};

/** Fetches a document, keeps it, and looks whether it is a PDF. */
const fetchPdf = async (
  journey: Journey,
  reader: Caller,
  document: DocumentSetView['documents'][number],
): Promise<void> => {
  const pdf = await reader.bytes(`documents/${document.id}/content`);
  same(`first bytes of ${document.kind}`, Buffer.from(pdf.subarray(0, 5)).toString('latin1'), '%PDF-');
  journey.keep(`document-${document.kind}-${document.number}.pdf`, pdf);
};

const codesOf = (findings: readonly DocumentFindingView[]): string[] => findings.map(({ check }) => check);

/** What the final approval opens to whom. */
const readers = [
  { reader: 'harbor-pine', kinds: ['commercial-invoice', 'packing-list'] },
  { reader: 'gao.jun', kinds: ['packing-list'] },
  { reader: 'deng.kai', kinds: ['customs-declaration', 'packing-list'] },
] as const;

/** The documents agree with each other and with the forwarder's draft before three people have seen them. */
export const documentSteps: readonly Step[] = [
  {
    name: {
      en: 'Commercial invoice, packing list and declaration draft are made and fetched as PDF',
      zh: '制作商业发票、装箱单、报关单草单，并取得 PDF',
    },
    async run(journey) {
      const clerk = journey.platform.as('xu.jia');
      const made = await clerk.post<DocumentSetView>(doorOf(journey, 'document-set'));
      journey.note('documentSet', made.id);
      same('status', made.status, 'made');
      same('what is missing: the bill of lading', codesOf(made.findings), ['DC28']);
      sameMoney('invoice', made.invoice.total, shipment.invoice, 'USD');
      same('cartons', made.packingList.packages, shipment.packages);
      sameNumber('gross weight', made.packingList.grossKg, shipment.grossKg);
      same('documents', made.documents.map(({ kind }) => kind).toSorted(), [
        'commercial-invoice',
        'customs-declaration',
        'packing-list',
      ]);
      for (const document of made.documents) await fetchPdf(journey, clerk, document);
      await refuses(404, 'document-set.not-found', () =>
        documentsOf(journey, journey.platform.asPartner('harbor-pine')),
      );
    },
  },
  {
    name: {
      en: 'The forwarder’s draft B/L says 183 cartons and 2,500.00 kg: both are found, the first reviewer cannot approve',
      zh: '货代提单草稿写 183 箱、2,500.00 千克：两处均被查出，一审不能批准',
    },
    async run(journey) {
      const { planted } = shipment;
      const { findings } = await draftBill(journey, planted);
      same(
        'findings',
        findings
          .filter(({ severity }) => severity === 'error')
          .map(({ check, values }) => [check, ...values.map(plain)]),
        [
          ['DC02', String(shipment.packages), String(planted.packages)],
          ['DC03', plain(shipment.grossKg), plain(planted.grossKg)],
        ],
      );
      const { facts = {} } = await refuses(422, 'logistics.document-set.cross-check-errors', () =>
        review(journey, 'he.ping', 'first'),
      );
      same('checks that the reviewer is told', [facts['errors'], facts['checks']].map(String), ['2', 'DC02 DC03']);
    },
  },
  {
    name: {
      en: 'The draft is corrected; maker, first and final reviewer are three people',
      zh: '草稿更正；制单、一审、终审为三人',
    },
    async run(journey) {
      await journey.reach(shipment.closingDay);
      const { findings } = await draftBill(journey, shipment);
      same('findings', findings, []);
      await refuses(403, 'access.not-allowed', () => review(journey, 'xu.jia', 'first'));
      same('after the first review', (await review(journey, 'he.ping', 'first')).status, 'first-approved');
      await refuses(422, 'logistics.document-set.not-reviewer', () => review(journey, 'he.ping', 'final'));
      await refuses(422, 'logistics.shipment.documents-not-approved', () => goOnBoard(journey));
      same('after the final review', (await review(journey, 'luo.dan', 'final')).status, 'approved');
    },
  },
  {
    name: {
      en: 'Approved, each document opens to the parties it is for, and to nobody else',
      zh: '批准后各单据只对相关方开放',
    },
    async run(journey) {
      const { platform } = journey;
      const all = await documentsOf(journey, platform.as('xu.jia'));
      for (const { reader: name, kinds } of readers) {
        const reader = name === 'harbor-pine' ? platform.asPartner(name) : platform.as(name);
        const own = await documentsOf(journey, reader);
        same(`documents of ${name}`, own.map(({ kind }) => kind).toSorted(), [...kinds]);
        for (const document of own) await fetchPdf(journey, reader, document);
      }
      const declaration = there(
        'declaration',
        all.find(({ kind }) => kind === 'customs-declaration'),
      );
      await refuses(404, 'document.not-found', () =>
        platform.asPartner('harbor-pine').bytes(`documents/${declaration.id}/content`),
      );
    },
  },
];
