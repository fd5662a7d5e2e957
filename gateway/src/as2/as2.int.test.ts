import { createHash, randomBytes } from 'node:crypto';
import { gateway } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import { as2Identity } from '../../test/as2-identity.ts';
import { As2Scene, partner } from '../../test/as2-scene.ts';
import { HeardLog } from '../../test/heard-log.ts';
import { order } from '../../test/scene.ts';
import type { As2Message } from './as2-messages.ts';
import { OpenBodies, openBodiesLimits } from './open-bodies.ts';

describe('AS2 messages from partners', () => {
  const theirNext = as2Identity('harbor pine next');
  const as2 = As2Scene.ofSuite();
  const { station } = as2;

  it('takes a signed, sealed and packed file, and says so with the digest of what arrived', async () => {
    const message = station.message('<m-1@harbor-pine.example>', order('000000801', 'PO-801'));
    const answer = await as2.posted(message);
    expect(answer.status).toBe(200);
    expect(as2.settledWith(answer, message)).toEqual({ outcome: 'processed', warning: null });
    const heard = await as2.stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === 'PO-801');
    expect(heard.customer).toBe(partner);
    const [file] = await as2.files('<m-1@harbor-pine.example>');
    expect(file).toMatchObject({ channel: 'as2', direction: 'in', fileName: 'order.x12', control: '000000801' });
    const taken = (await as2.book()).filter(({ direction }) => direction === 'in');
    expect(taken).toMatchObject([{ state: 'taken', interchange: file?.id }]);
  });

  it('gives a good receipt for the same message again, and takes it once', async () => {
    const message = station.message('<m-1@harbor-pine.example>', order('000000801', 'PO-801'));
    const answers = await Promise.all([as2.posted(message), as2.posted(message)]);
    for (const answer of answers) {
      expect(as2.settledWith(answer, message)).toEqual({ outcome: 'processed', warning: 'duplicate-document' });
    }
    const twice = station.message('<m-2@harbor-pine.example>', order('000000802', 'PO-802'));
    const both = await Promise.all([as2.posted(twice), as2.posted(twice), as2.posted(twice)]);
    expect(both.map((answer) => as2.settledWith(answer, twice).outcome)).toEqual([
      'processed',
      'processed',
      'processed',
    ]);
    expect(await as2.files('<m-2@harbor-pine.example>')).toHaveLength(1);
  });

  it('refuses what others signed, what was changed on its way, and what is not sealed; then takes it done right', async () => {
    const id = '<m-3@harbor-pine.example>';
    const content = order('000000803', 'PO-803');
    const foreign = station.message(id, content, { sign: { ...as2.stranger, digest: 'sha-256' } });
    const changed = station.message(id, content);
    changed.body[changed.body.length - 40] = (changed.body.at(-40) ?? 0) ^ 1;
    const open = station.message(id, content, { encrypt: null });
    const unsigned = station.message(id, content, { sign: null });
    for (const message of [foreign, changed, open, unsigned]) {
      const answer = await as2.posted(message);
      expect(as2.settledWith(answer, message).outcome).toBe('failed');
    }
    expect(await as2.files(id)).toEqual([]);
    const right = station.message(id, content);
    expect(as2.settledWith(await as2.posted(right), right).outcome).toBe('processed');
    expect((await as2.book()).filter(({ state }) => state === 'refused')).toHaveLength(4);
  });

  it('knows nobody whose names it was not told', async () => {
    const message = station.message('<m-4@x>', 'x', { from: 'SOMEBODY' });
    expect((await as2.posted(message)).status).toBe(403);
    expect((await as2.posted({ headers: { 'content-type': 'text/plain' }, body: Buffer.from('x') })).status).toBe(400);
  });

  it('takes the next certificate beside the old one, and the old one no more when it is taken away', async () => {
    const { body } = await as2.asked<{ certificates: { fingerprint: string; daysLeft: number; subject: string }[] }>(
      'POST',
      '/certificates',
      { pem: String(theirNext.certificate) },
    );
    expect(body.certificates.map(({ subject }) => subject)).toEqual(['CN=harbor pine next', 'CN=harbor pine']);
    const next = station.message('<m-5@harbor-pine.example>', order('000000805', 'PO-805'), {
      sign: { ...theirNext, digest: 'sha-256' },
    });
    const old = station.message('<m-6@harbor-pine.example>', order('000000806', 'PO-806'));
    for (const message of [next, old])
      expect(as2.settledWith(await as2.posted(message), message).outcome).toBe('processed');
    const { status } = await as2.asked(
      'DELETE',
      `/certificates/${encodeURIComponent(body.certificates[0]?.fingerprint ?? '')}`,
    );
    expect(status).toBe(204);
    const late = station.message('<m-7@harbor-pine.example>', order('000000807', 'PO-807'), {
      sign: { ...theirNext, digest: 'sha-256' },
    });
    expect(as2.settledWith(await as2.posted(late), late).outcome).toBe('failed');
  });

  it('posts the receipt where the message asks for it', async () => {
    const message = station.message('<m-8@harbor-pine.example>', order('000000808', 'PO-808'), {
      receipt: { to: 'x@x', signed: true, async: station.url.replace('/as2', '/receipts') },
    });
    expect((await as2.posted(message)).status).toBe(204);
    await until('a receipt is posted', () => station.receipts.length === 1);
    const [receipt] = station.receipts as [(typeof station.receipts)[0]];
    expect(as2.settledWith(receipt, message)).toEqual({ outcome: 'processed', warning: null });
  });

  it('refuses another order under an id that was taken: it is merged with nothing, kept, and told', async () => {
    const id = '<m-9@harbor-pine.example>';
    const first = station.message(id, order('000000809', 'PO-809'));
    expect(as2.settledWith(await as2.posted(first), first).outcome).toBe('processed');
    const other = station.message(id, order('000000810', 'PO-810'));
    const log = new HeardLog();
    const answer = await as2.posted(other);
    log.end();
    expect(log.of('input-refused')).toMatchObject([{ who: partner, by: 'as2', why: 'as2.other-content', what: id }]);
    expect(log.of('sign-in-refused')).toEqual([]);
    expect(as2.settledWith(answer, other).outcome).toBe('failed');
    expect(answer.body.toString()).toContain('processed/error');
    expect(answer.body.toString()).toMatch(/new message id.*新的报文标识/s);
    const kept = (await as2.book()).find(({ messageId, state }) => messageId === id && state === 'refused');
    expect(kept).toMatchObject({ reason: 'other-content', interchange: null });
    const bytes = await as2.scene.call('GET', `/api/v1/partners/${partner}/as2/messages/${kept?.id}/message`, partner);
    expect(bytes.raw.includes(other.body)).toBe(true);
    expect(await as2.files(id)).toHaveLength(1);
    expect(as2.settledWith(await as2.posted(first), first)).toEqual({
      outcome: 'processed',
      warning: 'duplicate-document',
    });
  });

  it('takes one of two orders that come under one id at once', async () => {
    const id = '<m-10@harbor-pine.example>';
    const two = [811, 812].map((number) => station.message(id, order(`000000${number}`, `PO-${number}`)));
    const outcomes = await Promise.all(two.map(async (one) => as2.settledWith(await as2.posted(one), one).outcome));
    expect(outcomes.sort()).toEqual(['failed', 'processed']);
    expect(await as2.files(id)).toHaveLength(1);
  });

  it('posts a refusal, too, where a message that somebody known signed asks for it', async () => {
    const other = station.message('<m-8@harbor-pine.example>', order('000000813', 'PO-813'), {
      receipt: { to: 'x@x', signed: true, async: station.url.replace('/as2', '/receipts') },
    });
    station.receipts.length = 0;
    expect((await as2.posted(other)).status).toBe(204);
    await until('a receipt is posted', () => station.receipts.length === 1);
    const [receipt] = station.receipts as [(typeof station.receipts)[0]];
    expect(as2.settledWith(receipt, other).outcome).toBe('failed');
  });

  it('posts the receipt for what nobody signed to the partner’s own host alone: else it goes with the answer', async () => {
    await as2.set({ sign: false });
    const id = '<m-14@harbor-pine.example>';
    const unsigned = (content: string, address: string) =>
      station.message(id, content, { sign: null, receipt: { to: 'x@x', signed: true, async: address } });
    const own = station.url.replace('/as2', '/receipts');
    const elsewhere = own.replace('127.0.0.1', 'localhost');
    const [first, other] = [order('000000816', 'PO-816'), order('000000817', 'PO-817')];
    const settled = async (content: string) => {
      const message = unsigned(content, elsewhere);
      return as2.settledWith(await as2.posted(message), message);
    };
    expect(await settled(first)).toEqual({ outcome: 'processed', warning: null });
    expect(await settled(first)).toEqual({ outcome: 'processed', warning: 'duplicate-document' });
    expect((await settled(other)).outcome).toBe('failed');
    expect((await as2.posted(unsigned(other, own))).status).toBe(204);
    const called = await as2.stage.rows<{ url: string }>(
      'select receipt_url as url from gateway.as2_messages where message_id = $1 and receipt_url is not null',
      [id],
    );
    expect(called).toEqual([{ url: own }]);
    await as2.set({});
  });

  it('keeps the bytes of what is refused only where somebody known signed them; else their size and digest', async () => {
    const content = order('000000814', 'PO-814');
    const open = station.message('<m-11@harbor-pine.example>', content, { encrypt: null });
    const rubbish = { ...station.message('<m-12@harbor-pine.example>', content), body: randomBytes(100_000) };
    for (const message of [open, rubbish])
      expect(as2.settledWith(await as2.posted(message), message).outcome).toBe('failed');
    const entryOf = async (id: string) => (await as2.book()).find(({ messageId }) => messageId === id) as As2Message;
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
      as2.scene.call('GET', `/api/v1/partners/${partner}/as2/messages/${id}/message`, partner);
    expect((await bytesOf(ofOpen)).raw.includes(open.body)).toBe(true);
    expect((await bytesOf(ofRubbish)).status).toBe(404);
    const [stored] = await as2.stage.rows<{ bytes: number | null; from: string }>(
      `select octet_length(body) as bytes, headers ->> 'as2-from' as from from gateway.as2_messages where id = $1`,
      [ofRubbish.id],
    );
    expect(stored).toEqual({ bytes: null, from: '"HARBORPINE AS2"' });
  });

  it('says that it is full, and takes the same message when there is room', async () => {
    const { room } = as2.stage.app.get(OpenBodies);
    const id = '<m-13@harbor-pine.example>';
    const message = station.message(id, order('000000815', 'PO-815'));
    expect(room.take('127.0.0.1', openBodiesLimits.each)).toBe(true);
    const full = await as2.posted(message);
    expect([full.status, full.headers['retry-after']]).toEqual([503, '5']);
    room.giveBack('127.0.0.1', openBodiesLimits.each);
    expect(as2.settledWith(await as2.posted(message), message)).toEqual({ outcome: 'processed', warning: null });
    expect(room.take('127.0.0.1', openBodiesLimits.each)).toBe(true);
    room.giveBack('127.0.0.1', openBodiesLimits.each);
  });

  it('is set up by the partner and his counterparty’s operator, for nobody else to see', async () => {
    expect((await as2.asked('GET', '', undefined, 'ops.e')).status).toBe(200);
    expect((await as2.asked('GET', '', undefined, 'jingsu')).status).toBe(404);
    expect((await as2.asked('POST', '/certificates', { pem: 'no certificate' })).status).toBe(422);
    expect((await as2.set({ url: 'https://10.0.0.1/as2' })).status).toBe(422);
  });
});
