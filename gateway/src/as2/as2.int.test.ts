import { createHash, randomBytes } from 'node:crypto';
import { type KeyPair, makeReceipt, readEnvelope, readReceipt, settleReceipt } from '@tradeloom/as2';
import { gateway } from '@tradeloom/contracts';
import { type Stage, until } from '@tradeloom/testing';
import { answered } from '../../test/answered.ts';
import { as2Identity, pemOf } from '../../test/as2-identity.ts';
import { As2Partner } from '../../test/as2-partner.ts';
import { HeardLog } from '../../test/heard-log.ts';
import { order, Scene } from '../../test/scene.ts';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import type { As2Message } from './as2-messages.ts';
import { ForgetRefused } from './forget-refused.ts';
import { OpenBodies, openBodiesLimits } from './open-bodies.ts';

const partner = 'harbor-pine';
describe('AS2', () => {
  const [ours, theirs, theirNext, stranger] = ['eastbridge', 'harbor pine', 'harbor pine next', 'stranger'].map(
    (name) => as2Identity(name),
  ) as [KeyPair, KeyPair, KeyPair, KeyPair];
  const station = new As2Partner(theirs, ours, stranger);
  let scene: Scene;
  let stage: Stage;

  const asked = async <T>(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object, who = partner) => {
    const sent = body && { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await scene.call(
      method,
      `/api/v1/partners/${partner}/as2${path}`,
      who,
      sent?.payload,
      sent?.headers,
    );
    return {
      status: answer.status,
      body: (answer.text.startsWith('{') || answer.text.startsWith('[') ? answer.json() : {}) as T,
    };
  };
  const terms = { ourName: 'EASTBRIDGE', theirName: 'HARBORPINE AS2' };
  const set = (changes: object) =>
    asked<{ ours: { pem: string }[] }>('PUT', '', { ...terms, url: station.url, ...changes });
  const posted = async ({ headers, body }: { headers: Readonly<Record<string, string>>; body: Buffer }) => {
    const answer = await scene.call('POST', '/as2', 'nobody', body, { ...headers });
    return { status: answer.status, headers: answer.headers as Record<string, string>, body: answer.raw };
  };
  const book = async (): Promise<As2Message[]> => (await asked<As2Message[]>('GET', '/messages')).body;
  const files = async (find: string): Promise<Interchange[]> =>
    (await scene.call('GET', `/api/v1/interchanges?find=${encodeURIComponent(find)}`, partner)).json<{
      items: Interchange[];
    }>().items;

  beforeAll(async () => {
    await station.open();
    scene = await Scene.open({ AS2_KEYS: pemOf(ours), PARTNER_NETWORKS: '127.0.0.1/32' });
    ({ stage } = scene);
    const { status, body } = await set({});
    if (status !== 200) throw new Error(`the station was answered ${status}: ${JSON.stringify(body)}`);
    await asked('POST', '/certificates', { pem: String(theirs.certificate) });
  }, 60_000);
  afterAll(async () => {
    station.close();
    await scene.close();
  });

  describe('in', () => {
    const settledWith = (
      answer: { headers: Record<string, string>; body: Buffer },
      sent: ReturnType<As2Partner['message']>,
    ) =>
      settleReceipt(readReceipt(answer, { trusted: [ours.certificate], at: new Date() }), {
        messageId: sent.headers['Message-ID'] ?? '',
        mics: sent.mics,
        signedReceipt: true,
      });

    it('takes a signed, sealed and packed file, and says so with the digest of what arrived', async () => {
      const message = station.message('<m-1@harbor-pine.example>', order('000000801', 'PO-801'));
      const answer = await posted(message);
      expect(answer.status).toBe(200);
      expect(settledWith(answer, message)).toEqual({ outcome: 'processed', warning: null });
      const heard = await stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === 'PO-801');
      expect(heard.customer).toBe(partner);
      const [file] = await files('<m-1@harbor-pine.example>');
      expect(file).toMatchObject({ channel: 'as2', direction: 'in', fileName: 'order.x12', control: '000000801' });
      const taken = (await book()).filter(({ direction }) => direction === 'in');
      expect(taken).toMatchObject([{ state: 'taken', interchange: file?.id }]);
    });

    it('gives a good receipt for the same message again, and takes it once', async () => {
      const message = station.message('<m-1@harbor-pine.example>', order('000000801', 'PO-801'));
      const answers = await Promise.all([posted(message), posted(message)]);
      for (const answer of answers) {
        expect(settledWith(answer, message)).toEqual({ outcome: 'processed', warning: 'duplicate-document' });
      }
      const twice = station.message('<m-2@harbor-pine.example>', order('000000802', 'PO-802'));
      const both = await Promise.all([posted(twice), posted(twice), posted(twice)]);
      expect(both.map((answer) => settledWith(answer, twice).outcome)).toEqual(['processed', 'processed', 'processed']);
      expect(await files('<m-2@harbor-pine.example>')).toHaveLength(1);
    });

    it('refuses what others signed, what was changed on its way, and what is not sealed; then takes it done right', async () => {
      const id = '<m-3@harbor-pine.example>';
      const content = order('000000803', 'PO-803');
      const foreign = station.message(id, content, { sign: { ...stranger, digest: 'sha-256' } });
      const changed = station.message(id, content);
      changed.body[changed.body.length - 40] = (changed.body.at(-40) ?? 0) ^ 1;
      const open = station.message(id, content, { encrypt: null });
      const unsigned = station.message(id, content, { sign: null });
      for (const message of [foreign, changed, open, unsigned]) {
        const answer = await posted(message);
        expect(settledWith(answer, message).outcome).toBe('failed');
      }
      expect(await files(id)).toEqual([]);
      const right = station.message(id, content);
      expect(settledWith(await posted(right), right).outcome).toBe('processed');
      expect((await book()).filter(({ state }) => state === 'refused')).toHaveLength(4);
    });

    it('knows nobody whose names it was not told', async () => {
      const message = station.message('<m-4@x>', 'x', { from: 'SOMEBODY' });
      expect((await posted(message)).status).toBe(403);
      expect((await posted({ headers: { 'content-type': 'text/plain' }, body: Buffer.from('x') })).status).toBe(400);
    });

    it('takes the next certificate beside the old one, and the old one no more when it is taken away', async () => {
      const { body } = await asked<{ certificates: { fingerprint: string; daysLeft: number; subject: string }[] }>(
        'POST',
        '/certificates',
        { pem: String(theirNext.certificate) },
      );
      expect(body.certificates.map(({ subject }) => subject)).toEqual(['CN=harbor pine next', 'CN=harbor pine']);
      const next = station.message('<m-5@harbor-pine.example>', order('000000805', 'PO-805'), {
        sign: { ...theirNext, digest: 'sha-256' },
      });
      const old = station.message('<m-6@harbor-pine.example>', order('000000806', 'PO-806'));
      for (const message of [next, old]) expect(settledWith(await posted(message), message).outcome).toBe('processed');
      const { status } = await asked(
        'DELETE',
        `/certificates/${encodeURIComponent(body.certificates[0]?.fingerprint ?? '')}`,
      );
      expect(status).toBe(204);
      const late = station.message('<m-7@harbor-pine.example>', order('000000807', 'PO-807'), {
        sign: { ...theirNext, digest: 'sha-256' },
      });
      expect(settledWith(await posted(late), late).outcome).toBe('failed');
    });

    it('posts the receipt where the message asks for it', async () => {
      const message = station.message('<m-8@harbor-pine.example>', order('000000808', 'PO-808'), {
        receipt: { to: 'x@x', signed: true, async: station.url.replace('/as2', '/receipts') },
      });
      expect((await posted(message)).status).toBe(204);
      await until('a receipt is posted', () => station.receipts.length === 1);
      const [receipt] = station.receipts as [(typeof station.receipts)[0]];
      const read = readReceipt(receipt, { trusted: [ours.certificate], at: new Date() });
      expect(
        settleReceipt(read, { messageId: '<m-8@harbor-pine.example>', mics: message.mics, signedReceipt: true }),
      ).toEqual({
        outcome: 'processed',
        warning: null,
      });
    });

    it('refuses another order under an id that was taken: it is merged with nothing, kept, and told', async () => {
      const id = '<m-9@harbor-pine.example>';
      const first = station.message(id, order('000000809', 'PO-809'));
      expect(settledWith(await posted(first), first).outcome).toBe('processed');
      const other = station.message(id, order('000000810', 'PO-810'));
      const log = new HeardLog();
      const answer = await posted(other);
      log.end();
      expect(log.of('input-refused')).toMatchObject([{ who: partner, by: 'as2', why: 'as2.other-content', what: id }]);
      expect(log.of('sign-in-refused')).toEqual([]);
      expect(settledWith(answer, other).outcome).toBe('failed');
      expect(answer.body.toString()).toContain('processed/error');
      expect(answer.body.toString()).toMatch(/new message id.*新的报文标识/s);
      const kept = (await book()).find(({ messageId, state }) => messageId === id && state === 'refused');
      expect(kept).toMatchObject({ reason: 'other-content', interchange: null });
      const bytes = await scene.call('GET', `/api/v1/partners/${partner}/as2/messages/${kept?.id}/message`, partner);
      expect(bytes.raw.includes(other.body)).toBe(true);
      expect(await files(id)).toHaveLength(1);
      expect(settledWith(await posted(first), first)).toEqual({ outcome: 'processed', warning: 'duplicate-document' });
    });

    it('takes one of two orders that come under one id at once', async () => {
      const id = '<m-10@harbor-pine.example>';
      const two = [811, 812].map((number) => station.message(id, order(`000000${number}`, `PO-${number}`)));
      const outcomes = await Promise.all(two.map(async (one) => settledWith(await posted(one), one).outcome));
      expect(outcomes.sort()).toEqual(['failed', 'processed']);
      expect(await files(id)).toHaveLength(1);
    });

    it('posts a refusal, too, where a message that somebody known signed asks for it', async () => {
      const other = station.message('<m-8@harbor-pine.example>', order('000000813', 'PO-813'), {
        receipt: { to: 'x@x', signed: true, async: station.url.replace('/as2', '/receipts') },
      });
      station.receipts.length = 0;
      expect((await posted(other)).status).toBe(204);
      await until('a receipt is posted', () => station.receipts.length === 1);
      const [receipt] = station.receipts as [(typeof station.receipts)[0]];
      expect(settledWith({ ...receipt, headers: receipt.headers as Record<string, string> }, other).outcome).toBe(
        'failed',
      );
    });

    it('posts the receipt for what nobody signed to the partner’s own host alone: else it goes with the answer', async () => {
      await set({ sign: false });
      const id = '<m-14@harbor-pine.example>';
      const unsigned = (content: string, address: string) =>
        station.message(id, content, { sign: null, receipt: { to: 'x@x', signed: true, async: address } });
      const own = station.url.replace('/as2', '/receipts');
      const elsewhere = own.replace('127.0.0.1', 'localhost');
      const [first, other] = [order('000000816', 'PO-816'), order('000000817', 'PO-817')];
      const settled = async (content: string) => {
        const message = unsigned(content, elsewhere);
        return settledWith(await posted(message), message);
      };
      expect(await settled(first)).toEqual({ outcome: 'processed', warning: null });
      expect(await settled(first)).toEqual({ outcome: 'processed', warning: 'duplicate-document' });
      expect((await settled(other)).outcome).toBe('failed');
      expect((await posted(unsigned(other, own))).status).toBe(204);
      const called = await stage.rows<{ url: string }>(
        'select receipt_url as url from gateway.as2_messages where message_id = $1 and receipt_url is not null',
        [id],
      );
      expect(called).toEqual([{ url: own }]);
      await set({});
    });

    it('keeps the bytes of what is refused only where somebody known signed them; else their size and digest', async () => {
      const content = order('000000814', 'PO-814');
      const open = station.message('<m-11@harbor-pine.example>', content, { encrypt: null });
      const rubbish = { ...station.message('<m-12@harbor-pine.example>', content), body: randomBytes(100_000) };
      for (const message of [open, rubbish]) expect(settledWith(await posted(message), message).outcome).toBe('failed');
      const entryOf = async (id: string) => (await book()).find(({ messageId }) => messageId === id) as As2Message;
      const [ofOpen, ofRubbish] = [
        await entryOf('<m-11@harbor-pine.example>'),
        await entryOf('<m-12@harbor-pine.example>'),
      ];
      expect(ofOpen).toMatchObject({ reason: 'insufficient-message-security', size: open.body.length });
      expect(ofOpen.signedBy).not.toBeNull();
      expect(ofRubbish).toMatchObject({
        signedBy: null,
        size: 100_000,
        hash: createHash('sha256').update(rubbish.body).digest('hex'),
      });
      const bytesOf = ({ id }: As2Message) =>
        scene.call('GET', `/api/v1/partners/${partner}/as2/messages/${id}/message`, partner);
      expect((await bytesOf(ofOpen)).raw.includes(open.body)).toBe(true);
      expect((await bytesOf(ofRubbish)).status).toBe(404);
      const [stored] = await stage.rows<{ bytes: number | null; from: string }>(
        `select octet_length(body) as bytes, headers ->> 'as2-from' as from from gateway.as2_messages where id = $1`,
        [ofRubbish.id],
      );
      expect(stored).toEqual({ bytes: null, from: '"HARBORPINE AS2"' });
    });

    it('says that it is full, and takes the same message when there is room', async () => {
      const { room } = stage.app.get(OpenBodies);
      const id = '<m-13@harbor-pine.example>';
      const message = station.message(id, order('000000815', 'PO-815'));
      expect(room.take('127.0.0.1', openBodiesLimits.each)).toBe(true);
      const full = await posted(message);
      expect([full.status, full.headers['retry-after']]).toEqual([503, '5']);
      room.giveBack('127.0.0.1', openBodiesLimits.each);
      expect(settledWith(await posted(message), message)).toEqual({ outcome: 'processed', warning: null });
      expect(room.take('127.0.0.1', openBodiesLimits.each)).toBe(true);
      room.giveBack('127.0.0.1', openBodiesLimits.each);
    });

    it('forgets after 90 days what it refused, and nothing that it took', async () => {
      const plant = (id: string, state: string, days: number) =>
        stage.rows(
          `insert into gateway.as2_messages (id, parties, partner, direction, message_id, state, settled_at)
           values ($1, array['harbor-pine', 'eastbridge'], 'harbor-pine', 'in', $1, $2, now() - make_interval(days => $3))`,
          [id, state, days],
        );
      await plant('old', 'refused', 91);
      await plant('young', 'refused', 89);
      await plant('taken', 'taken', 91);
      await stage.app.get(ForgetRefused).forget();
      const left = await stage.rows<{ id: string }>(
        `select id from gateway.as2_messages where id in ('old', 'young', 'taken') order by id`,
      );
      expect(left.map(({ id }) => id)).toEqual(['taken', 'young']);
    });
  });

  describe('out', () => {
    let count = 0;
    /** An 855 goes to the partner, who answers so; how the book speaks of it then. */
    const sendAn855 = async (
      answer: As2Partner['answer'],
      changes: object = {},
      awaited?: string,
    ): Promise<As2Message> => {
      station.answer = answer;
      await set(changes);
      count += 1;
      const orderId = `o-as2-${count}`;
      await stage.publish('orders', answered(orderId, `PO-OUT-${count}`), { parties: [partner, 'eastbridge'] });
      const sent = await stage.published(gateway.MessageSentSchema, (e) => e.orderId === orderId);
      const entry = async () => (await book()).find(({ interchange }) => interchange === sent.ref?.interchangeId);
      await until(`it is ${awaited ?? 'settled'}`, async () => {
        const found = await entry();
        return awaited ? found?.state === awaited : Boolean(found?.settledAt);
      });
      return (await entry()) as As2Message;
    };
    const alarmOf = ({ interchange }: As2Message) =>
      stage.published(gateway.MessageUndeliveredSchema, (e) => e.ref?.interchangeId === interchange);

    it('posts a file, and calls it delivered when a signed receipt names what was sent', async () => {
      const entry = await sendAn855('receipt');
      expect(entry).toMatchObject({ direction: 'out', state: 'delivered', attempts: 1 });
      expect(station.taken.map(({ content }) => content.toString())).toContainEqual(
        expect.stringMatching(/^ISA\*.*BAK\*00\*AD\*PO-OUT-1/s),
      );
      const [file] = await files(entry.interchange ?? '');
      expect(file?.collectedAt).not.toBeNull();
      const receipt = await scene.call('GET', `/api/v1/partners/${partner}/as2/messages/${entry.id}/receipt`, partner);
      expect(receipt.text).toContain('multipart/signed');
    });

    it.each([
      ['other-bytes', 'doubted', 'mic-mismatch'],
      ['unsigned', 'doubted', 'receipt-unproven'],
      ['stranger', 'doubted', 'receipt-unproven'],
      ['nothing', 'doubted', 'receipt-unproven'],
      ['refusal', 'failed', 'refused-by-receiver'],
    ] as const)(
      'raises an alarm for a receipt with %s: %s, and nothing is delivered',
      async (answer, state, reason) => {
        const entry = await sendAn855(answer);
        expect(entry.state).toBe(state);
        expect((await alarmOf(entry)).reason).toBe(reason);
        expect((await files(entry.interchange ?? ''))[0]?.collectedAt).toBeNull();
      },
    );

    it('tries again with the same id and the same bytes while the partner is down', async () => {
      const waiting = await sendAn855('down', {}, 'waiting');
      await until('it was tried', async () =>
        (await book()).some(({ id, reason }) => id === waiting.id && reason === 'answered 503'),
      );
      station.answer = 'receipt';
      await stage.rows('update gateway.as2_messages set next_at = now() where id = $1', [waiting.id]);
      await until('it is delivered', async () =>
        (await book()).some(({ id, state }) => id === waiting.id && state === 'delivered'),
      );
      expect(station.taken.at(-1)?.messageId).toBe(waiting.messageId);
    });

    it('waits a day for a receipt that comes by itself', async () => {
      const entry = await sendAn855('async', { receipt: 'async' }, 'posted');
      const { received } = station.taken.at(-1) as (typeof station.taken)[0];
      expect(readEnvelope(received.headers)?.receipt?.async).toMatch(/\/as2$/);
      expect((await posted(station.receiptFor(received, 'receipt'))).status).toBe(204);
      await until('it is delivered', async () =>
        (await book()).some(({ id, state }) => id === entry.id && state === 'delivered'),
      );
      const late = await sendAn855('async', { receipt: 'async' }, 'posted');
      await stage.rows('update gateway.as2_messages set next_at = now() where id = $1', [late.id]);
      expect((await alarmOf(late)).reason).toBe('no-receipt');
    });

    it('believes no receipt of another partner’s, and none for what is settled', async () => {
      const { received } = station.taken.at(-1) as (typeof station.taken)[0];
      const envelope = readEnvelope(received.headers);
      if (!envelope) throw new Error('no envelope');
      const forged = makeReceipt({
        envelope,
        fate: { verdict: 'processed', mic: { algorithm: 'sha-256', digest: 'x' } },
        messageId: '<f@x>',
        date: new Date(),
        sign: stranger,
      });
      const before = await book();
      expect((await posted(forged)).status).toBe(204);
      expect(await book()).toEqual(before);
    });
  });

  it('is set up by the partner and his counterparty’s operator, for nobody else to see', async () => {
    expect((await asked('GET', '', undefined, 'ops.e')).status).toBe(200);
    expect((await asked('GET', '', undefined, 'jingsu')).status).toBe(404);
    expect((await asked('POST', '/certificates', { pem: 'no certificate' })).status).toBe(422);
    expect((await set({ url: 'https://10.0.0.1/as2' })).status).toBe(422);
  });
});
