import { makeReceipt, readEnvelope } from '@tradeloom/as2';
import { gateway } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import { answered } from '../../test/answered.ts';
import type { As2Partner } from '../../test/as2-partner.ts';
import { As2Scene, partner } from '../../test/as2-scene.ts';
import type { As2Message } from './as2-messages.ts';

describe('receipts for AS2 messages of ours', () => {
  const as2 = As2Scene.ofSuite();
  const { station } = as2;

  let count = 0;
  /** An 855 goes to the partner, who answers so; how the book speaks of it then. */
  const sendAn855 = async (
    answer: As2Partner['answer'],
    changes: object = {},
    awaited?: string,
  ): Promise<As2Message> => {
    station.answer = answer;
    await as2.set(changes);
    count += 1;
    const orderId = `o-as2-${count}`;
    await as2.stage.publish('orders', answered(orderId, `PO-OUT-${count}`), { parties: [partner, 'eastbridge'] });
    const sent = await as2.stage.published(gateway.MessageSentSchema, (e) => e.orderId === orderId);
    const entry = async () => (await as2.book()).find(({ interchange }) => interchange === sent.ref?.interchangeId);
    await until(`it is ${awaited ?? 'settled'}`, async () => {
      const found = await entry();
      return awaited ? found?.state === awaited : Boolean(found?.settledAt);
    });
    return (await entry()) as As2Message;
  };
  const alarmOf = ({ interchange }: As2Message) =>
    as2.stage.published(gateway.MessageUndeliveredSchema, (e) => e.ref?.interchangeId === interchange);

  it('posts a file, and calls it delivered when a signed receipt names what was sent', async () => {
    const entry = await sendAn855('receipt');
    expect(entry).toMatchObject({ direction: 'out', state: 'delivered', attempts: 1 });
    expect(station.taken.map(({ content }) => content.toString())).toContainEqual(
      expect.stringMatching(/^ISA\*.*BAK\*00\*AD\*PO-OUT-1/s),
    );
    const [file] = await as2.files(entry.interchange ?? '');
    expect(file?.collectedAt).not.toBeNull();
    const receipt = await as2.scene.call(
      'GET',
      `/api/v1/partners/${partner}/as2/messages/${entry.id}/receipt`,
      partner,
    );
    expect(receipt.text).toContain('multipart/signed');
  });

  it.each([
    ['other-bytes', 'doubted', 'mic-mismatch'],
    ['unsigned', 'doubted', 'receipt-unproven'],
    ['stranger', 'doubted', 'receipt-unproven'],
    ['nothing', 'doubted', 'receipt-unproven'],
    ['refusal', 'failed', 'refused-by-receiver'],
  ] as const)('raises an alarm for a receipt with %s: %s, and nothing is delivered', async (answer, state, reason) => {
    const entry = await sendAn855(answer);
    expect(entry.state).toBe(state);
    expect((await alarmOf(entry)).reason).toBe(reason);
    expect((await as2.files(entry.interchange ?? ''))[0]?.collectedAt).toBeNull();
  });

  it('tries again with the same id and the same bytes while the partner is down', async () => {
    const waiting = await sendAn855('down', {}, 'waiting');
    await until('it was tried', async () =>
      (await as2.book()).some(({ id, reason }) => id === waiting.id && reason === 'answered 503'),
    );
    station.answer = 'receipt';
    await as2.stage.rows('update gateway.as2_messages set next_at = now() where id = $1', [waiting.id]);
    await until('it is delivered', async () =>
      (await as2.book()).some(({ id, state }) => id === waiting.id && state === 'delivered'),
    );
    expect(station.taken.at(-1)?.messageId).toBe(waiting.messageId);
  });

  it('waits a day for a receipt that comes by itself', async () => {
    const entry = await sendAn855('async', { receipt: 'async' }, 'posted');
    const { received } = station.taken.at(-1) as (typeof station.taken)[0];
    expect(readEnvelope(received.headers)?.receipt?.async).toMatch(/\/as2$/);
    expect((await as2.posted(station.receiptFor(received, 'receipt'))).status).toBe(204);
    await until('it is delivered', async () =>
      (await as2.book()).some(({ id, state }) => id === entry.id && state === 'delivered'),
    );
    const late = await sendAn855('async', { receipt: 'async' }, 'posted');
    await as2.stage.rows('update gateway.as2_messages set next_at = now() where id = $1', [late.id]);
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
      sign: as2.stranger,
    });
    const before = await as2.book();
    expect((await as2.posted(forged)).status).toBe(204);
    expect(await as2.book()).toEqual(before);
  });
});
