import { create, finance, logistics, orders, production } from '@tradeloom/contracts';
import {
  type ApplicationAdvice,
  type CanonicalDocument,
  readEdifactFile,
  readX12File,
  writeEdifactInterchange,
  writeInterchange,
} from '@tradeloom/edi';
import { until } from '@tradeloom/testing';
import fc from 'fast-check';
import { edifactCustomer, partnerRow } from '../../gateway/test/partners.ts';
import { keyRow, Scene } from '../../gateway/test/scene.ts';
import { fitEdifact } from '../../libs/edi/test/fit-edifact.ts';
import { documents } from '../../libs/edi/test/generate-documents.ts';
import { transportDocuments } from '../../libs/edi/test/generate-transport.ts';

const seed = 824;
const sample = (type: string): CanonicalDocument => {
  const arbitrary = documents[type] ?? transportDocuments[type];
  const [document] = arbitrary ? fc.sample(arbitrary, { seed, numRuns: 1 }) : [];
  if (!document) throw new Error(`no document for ${type}`);
  return document;
};

/** Which service says no to which documents, as X12 and as EDIFACT. */
const kinds = [
  ['850', 'ORDERS', 'orders', orders.DocumentRefusedSchema],
  ['860', 'ORDCHG', 'orders', orders.DocumentRefusedSchema],
  ['855', 'ORDRSP', 'production', production.DocumentRefusedSchema],
  ['865', 'ORDRSP', 'production', production.DocumentRefusedSchema],
  ['870', 'OSTRPT', 'production', production.DocumentRefusedSchema],
  ['856', 'DESADV', 'production', production.DocumentRefusedSchema],
  ['810', 'INVOIC', 'finance', finance.DocumentRefusedSchema],
  ['820', 'REMADV', 'finance', finance.DocumentRefusedSchema],
  ['861', 'RECADV', 'logistics_documents', logistics.DocumentRefusedSchema],
  ['IFTSTA', 'IFTSTA', 'logistics_documents', logistics.DocumentRefusedSchema],
] as const;

const hanzi = /\p{Script=Han}/u;
const text = { en: 'Line 3 is unknown', zh: '第 3 行不存在' };
const edifactSupplier = { id: 'huaxin', identity: 'HUAXIN', ourIdentity: 'HENGDA', counterparty: 'hengda' };
const partners = {
  x12: { id: 'harbor-pine', ours: 'eastbridge', identities: ['HARBORPINE', 'EASTBRIDGE'], chinese: false },
  'x12 of a Chinese company': { id: 'jingsu', ours: 'hengda', identities: ['JINGSU', 'HENGDA'], chinese: true },
  edifact: {
    id: edifactCustomer.id,
    ours: 'eastbridge',
    identities: [edifactCustomer.identity, edifactCustomer.ourIdentity],
    chinese: false,
  },
  'edifact of a Chinese company': { id: 'huaxin', ours: 'hengda', identities: ['HUAXIN', 'HENGDA'], chinese: true },
} as const;
type Door = keyof typeof partners;

let control = 900;
const fileOf = (door: Door, document: CanonicalDocument): Uint8Array => {
  const [sender, receiver] = partners[door].identities;
  const when = { date: '2027-03-02', time: '0930', control: ++control };
  if (door.startsWith('x12')) {
    const parties = { sender: { qualifier: 'ZZ', id: sender }, receiver: { qualifier: 'ZZ', id: receiver } };
    const envelope = { ...when, ...parties, version: '004010' };
    return writeInterchange({ envelope, documents: [document], options: { onDelimiter: { replaceWith: ' ' } } });
  }
  const parties = { sender: { qualifier: '14', id: sender }, receiver: { qualifier: '14', id: receiver } };
  return writeEdifactInterchange({
    envelope: { ...when, ...parties, version: 'D.97A' },
    documents: [fitEdifact(document)],
  });
};

describe(`what a service refuses goes back to its sender (seed ${seed})`, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    const supplier = { ...edifactCustomer.organisation, id: 'huaxin', kind: 'supplier', country: 'CN' };
    await scene.stage.seed({
      'gateway.organisations': [edifactCustomer.organisation, supplier],
      'gateway.partners': [
        partnerRow(edifactCustomer, ['application-advice']),
        partnerRow(edifactSupplier, ['application-advice']),
      ],
      'gateway.api_keys': [
        keyRow(edifactCustomer.id, edifactCustomer.id, 'customer', null),
        keyRow('huaxin', 'huaxin', 'supplier', null),
      ],
    });
    await scene.stage.rows(`update gateway.partners set edifact_directory = 'D.97A' where format = 'edifact'`);
  }, 60_000);
  afterAll(() => scene.close());

  const cases = (Object.keys(partners) as Door[]).flatMap((door) =>
    kinds
      .filter(([set]) => set !== 'IFTSTA' || door.startsWith('edifact'))
      .map(([set, message, service, schema]) => ({ door, set, message, service, schema })),
  );

  it.each(cases)('$set ($message) by $door', async ({ door, set, message, service, schema }) => {
    const { id: partner, ours, chinese } = partners[door];
    const id = await scene.send(partner, Buffer.from(fileOf(door, sample(set))));
    const fate = await scene.settled(partner, id);
    const type = door.startsWith('x12') ? set : message;
    expect(fate.messages).toMatchObject([{ type, verdict: 'accepted' }]);
    const [place] = fate.messages as unknown as { control: string; groupControl: string }[];
    const ref = {
      interchangeId: id,
      messageType: type,
      messageControl: place?.control ?? '',
      groupControl: place?.groupControl ?? '',
    };
    const refused = create(schema, {
      ref,
      partner,
      receiver: ours,
      documentNumber: 'DOC-77',
      findings: [{ code: 'some.long-reason', severity: 'block', text, facts: { line: '3', value: 'HP-1' } }],
    });
    await scene.stage.publish(service, refused, { parties: [partner, ours] });

    const before = fate.acknowledgements.length;
    await until('the advice is sent', async () => (await scene.fateOf(partner, id)).acknowledgements.length > before);
    const after = await scene.fateOf(partner, id);
    expect(after.messages).toMatchObject([{ verdict: 'accepted-with-errors' }]);
    expect(after.messages[0]?.errors.at(-1)).toMatchObject({ code: 'some.long-reason', message: text });
    const content = await scene.contentOf(partner, after.acknowledgements.at(-1) ?? '');
    const read = door.startsWith('x12') ? readX12File(content) : readEdifactFile(content);
    const [advice] = read.interchanges[0]?.groups[0]?.messages ?? [];
    expect(advice).toMatchObject({
      type: door.startsWith('x12') ? '824' : 'APERAK',
      verdict: 'accepted',
      document: {
        kind: 'application-advice',
        outcome: 'rejected',
        refersTo: { type, number: 'DOC-77', messageControl: ref.messageControl },
        errors: [{ code: 'some.long-reason', position: '3', value: 'HP-1' }],
      },
    });
    const words = (advice?.document as ApplicationAdvice | undefined)?.errors[0]?.text ?? '';
    expect(words).toContain(text.en);
    expect(hanzi.test(words)).toBe(chinese);
  });
});
