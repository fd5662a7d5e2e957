import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readEdifactFile } from './read.ts';
import { judgedBy } from './refuse-interchange.ts';

const control = (...body: string[]) => {
  const lines = ["UNH+1+CONTRL:D:3:UN'", ...body, `UNT+${body.length + 2}+1'`];
  const text = ["UNB+UNOA:3+BUYER+SELLER+260301:0915+REF1'", ...lines, "UNZ+1+REF1'"].join('\n');
  return readEdifactFile(Buffer.from(text)).interchanges[0]?.groups[0]?.messages[0];
};
const isCanonical = new Ajv2020().compile(
  JSON.parse(
    readFileSync(
      resolve(import.meta.dirname, '../../../../docs/canonical/interchange-acknowledgement.schema.json'),
      'utf8',
    ),
  ) as object,
);
const about = (...body: string[]) => {
  const document = control(...body)?.document;
  expect([isCanonical(document), isCanonical.errors]).toEqual([true, null]);
  return document;
};

describe('a CONTRL about an interchange of ours', () => {
  it('says that it came, before it says whether it can be read', () => {
    expect(about("UCI+17+SELLER+BUYER+8'")).toEqual({
      kind: 'interchange-acknowledgement',
      control: '17',
      outcome: 'received',
      messages: [],
    });
  });

  it('names the message that is refused, and its segments', () => {
    const refused = ["UCM+2+ORDRSP:D:96A:UN+4+29+UNT'", "UCS+5+15'", "UCS+7'", "UCD+12+2:1'"];
    expect(about("UCI+17+SELLER+BUYER+7'", "UCM+1+ORDRSP:D:96A:UN+7'", ...refused)).toMatchObject({
      outcome: 'partially-accepted',
      messages: [
        { control: '1', outcome: 'accepted' },
        {
          control: '2',
          type: 'ORDRSP',
          outcome: 'rejected',
          error: '29',
          segments: [{ position: 5, error: '15' }, { position: 7 }],
        },
      ],
    });
  });

  it('refuses all of it, or a group', () => {
    expect(about("UCI+17+SELLER+BUYER+4+23'")).toMatchObject({ outcome: 'rejected', error: '23' });
    const group = ["UCF+5+SELLER+BUYER+4+29'"];
    expect(about("UCI+17+SELLER+BUYER+7'", ...group)).toMatchObject({ outcome: 'rejected' });
  });

  it('is itself refused with an action that the syntax does not know', () => {
    expect(control("UCI+17+SELLER+BUYER+9'")).toMatchObject({ verdict: 'rejected', document: null });
  });
});

describe('an interchange as register and ledger see it', () => {
  const [received] = readEdifactFile(
    Buffer.from("UNB+UNOA:3+BUYER+SELLER+260301:0915+REF1'UNH+1+CONTRL:D:3:UN'UCI+1+A+B+7'UNT+3+1'UNZ+1+REF1'"),
  ).interchanges;
  if (!received) throw new Error('no interchange');

  it('is as it was read when nothing speaks against it', () => {
    expect(judgedBy(received, {})).toBe(received);
  });

  it.each([
    [{ unknownSender: true }, 'UNB_SENDER_UNKNOWN', 2],
    [{ unknownReceiver: true }, 'UNB_RECEIVER_UNKNOWN', 3],
    [{ duplicate: true }, 'UNB_CONTROL_TAKEN', 5],
  ])('is refused whole: %j', (knowledge, code, element) => {
    const judged = judgedBy(received, knowledge);
    expect(judged.errors).toMatchObject([{ code, segment: 'UNB', element }]);
    expect(judged.groups[0]?.messages).toMatchObject([{ verdict: 'rejected', document: null }]);
  });
});
