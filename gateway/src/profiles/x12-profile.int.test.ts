import { gateway } from '@tradeloom/contracts';
import { readX12File } from '@tradeloom/edi';
import { Agreements, answer, answeredTo, answersTo, readAs } from '../../test/agreements.ts';
import { isa, order, Scene } from '../../test/scene.ts';

const partner = 'harbor-pine';
let serial = 900;
const numbers = (): [control: string, order: string] => {
  serial++;
  return [String(serial).padStart(9, '0'), `PO-${serial}`];
};
const nextOrder = (): string => order(...numbers());

/** Two orders in one group, the second with what is wrong. */
const withWrongSecond = (wrong: (set: string) => string): string => {
  const file = nextOrder();
  const [set = ''] = /ST\*850.*?SE\*11\*0001~/.exec(file) ?? [];
  const second = wrong(set.replace('ST*850*0001', 'ST*850*0002').replace('SE*11*0001', 'SE*11*0002'));
  return file.replace(set, set + second.replace(/(BEG\*00\*SA\*PO-\d+)/, '$1B')).replace('GE*1*', 'GE*2*');
};
const brokenSecond = (): string => withWrongSecond((set) => set.replace('BEG*00*', 'BEG*99*'));

describe('a profile of a partner who speaks X12', () => {
  let scene: Scene;
  let agreements: Agreements;
  beforeAll(async () => {
    scene = await Scene.open();
    agreements = new Agreements(scene, partner);
  }, 60_000);
  afterAll(() => scene.close());

  const read = (file: Buffer | string) => readAs(scene, partner, file);
  const answers = async (file: Buffer | string) => answersTo(scene, partner, await read(file));
  const sent = async (description?: string) => {
    const { content, id } = await answeredTo(scene, partner, numbers()[1], description);
    const [interchange] = readX12File(content).interchanges;
    return { id, content, text: content.toString('latin1'), interchange };
  };

  describe('says how our files are written', () => {
    it('separators, ISA11 and what stands behind each segment', async () => {
      const x12 = {
        element: '|',
        component: ':',
        isa11: 'repetition',
        repetition: '{',
        terminator: '!',
        suffix: 'none',
      };
      await agreements.agree({ x12 });
      const { text, interchange } = await sent();
      expect(text).toMatch(/^ISA\|00\|.{10}\|00\|.{10}\|ZZ\|.*\|\{\|00401\|\d{9}\|0\|P\|:!GS\|PR\|[^\n]*!$/);
      expect(interchange?.verdict).toBe('accepted');
      const [ack = ''] = await answers(nextOrder());
      expect(ack).toMatch(/\|:!GS\|FA\|.*!AK9\|A\|1\|1\|1!/);
    });

    it('another character for a separator in data, or no file at all', async () => {
      await agreements.agree({ x12: { replacement: '.' } });
      expect((await sent('Kettle 1*2')).text).toContain('*Kettle 1.2~');
      await agreements.agree({ x12: { delimiterInData: 'refuse', element: '|' } });
      expect((await sent('Kettle 1*2')).text).toContain('|Kettle 1*2~');
      const trial = await agreements.save({ x12: { delimiterInData: 'refuse' } }).then(() => agreements.try());
      expect(trial.json<{ items: object[] }>().items).toContainEqual(
        expect.objectContaining({ refused: expect.objectContaining({ code: 'edi.write.delimiter-in-data' }) }),
      );
    });

    it('in their charset, a letter that it has not spelt in those that it has', async () => {
      await agreements.agree({ charsets: { out: 'gb18030' } });
      expect((await sent('电热水壶')).content.includes(Buffer.from('b5e7c8c8cbaebaf8', 'hex'))).toBe(true);
      await agreements.agree({ charsets: { out: 'us-ascii', foreign: 'transliterate' } });
      expect((await sent('Café – Größe 5')).text).toContain('*Cafe - Grosse 5~');
    });

    it('the version, of all sets and of one type', async () => {
      await agreements.agree({ versions: { x12: '005010' } });
      expect((await sent()).text).toContain('*X*005010~');
      await agreements.agree({ versions: { x12: '005010', byType: [{ type: '855', version: '004010' }] } });
      expect((await sent()).text).toContain('*X*004010~');
    });

    it('who the two are, and that it is a test', async () => {
      await agreements.agree({ identity: { ourId: 'EASTBRIDGE2', ourGroupId: 'EB2', test: true } });
      const { interchange } = await sent();
      expect(interchange).toMatchObject({ sender: 'EASTBRIDGE2', test: true, groups: [{ sender: 'EB2' }] });
      expect(await read(nextOrder())).toMatchObject({ errors: [{ code: 'gateway.x12.unknown-receiver' }] });
      await agreements.agree({ identity: { ourId: 'EASTBRIDGE', ourGroupId: 'EASTBRIDGE', test: false } });
      expect(await read(nextOrder())).toMatchObject({ status: 'processed' });
    });

    it('which kinds of documents he is sent', async () => {
      const { sends } = (await agreements.see()).json<{ profile: { sends: string[] } }>().profile;
      await agreements.agree({ sends: sends.filter((kind) => kind !== 'order-response') });
      const [, unsent] = numbers();
      await answer(scene, partner, unsent);
      await agreements.agree({ sends });
      await sent();
      const orders = scene.stage.soFar(gateway.MessageSentSchema).map(({ orderId }) => orderId);
      expect([orders.at(-1), orders.includes(`o-${unsent}`)]).toEqual([`o-PO-${serial}`, false]);
    });

    it('the range of control numbers of each level', async () => {
      const message = { first: 500, last: 9999, runs: 'on' };
      const interchange = { first: 7001, last: 7002 };
      await agreements.agree({ controls: { interchange, group: { first: 41 }, message } });
      const controls = [];
      for (let i = 0; i < 3; i++) {
        const { interchange: one } = await sent();
        controls.push([one?.control, one?.groups[0]?.messages[0]?.control]);
      }
      expect(controls).toEqual([
        ['000007001', '0500'],
        ['000007002', '0501'],
        ['000007001', '0502'],
      ]);
      await agreements.agree({ controls: { message: { first: 31 } } });
      expect((await sent()).interchange?.groups[0]?.messages[0]?.control).toBe('0031');
    });

    it('that control numbers begin anew with each day', async () => {
      await agreements.agree({ controls: { interchange: { first: 1, last: 8000, reset: 'daily' } } });
      await sent();
      await scene.stage.rows(
        `update gateway.control_numbers set last = 55, period = '2026-01-01' where level = 'interchange'`,
      );
      expect((await sent()).interchange?.control).toBe('000000001');
      expect((await sent()).interchange?.control).toBe('000000002');
    });
  });

  describe('says how his are read', () => {
    it('in a charset that they do not declare', async () => {
      const file = Buffer.from(nextOrder().replace('ELECTRIC KETTLE', 'BOUILLOIRE \u00e9\u00e8'), 'latin1');
      await agreements.agree({ charsets: { in: 'iso-8859-5' } });
      const fate = await read(file);
      expect(fate).toMatchObject({ status: 'processed', charset: 'iso-8859-5' });
      const { lines } = await scene.stage.published(
        gateway.PurchaseOrderReceivedSchema,
        (e) => e.orderNumber === `PO-${serial}`,
      );
      expect(lines[0]?.description).toBe('BOUILLOIRE щш');
    });

    it('segments that the set does not have, repeats, lengths and codes: refused or noted', async () => {
      const cases = [
        ['unknownSegments', (file: string) => file.replace('CTT*1~SE*11', 'ZZZ*1~CTT*1~SE*12')],
        ['repeats', (file: string) => file.replace('CUR*BY*USD~', 'CUR*BY*USD~CUR*BY*USD~').replace('SE*11', 'SE*12')],
        ['codes', (file: string) => file.replace('BEG*00*', 'BEG*99*')],
        ['lengths', (file: string) => file.replace('CUR*BY*USD', 'CUR*BYBYBY*USD')],
      ] as const;
      for (const [field, spoil] of cases) {
        await agreements.agree({ strictness: { [field]: 'refuse' } });
        expect([field, (await read(spoil(nextOrder()))).status]).toEqual([field, 'rejected']);
        await agreements.agree({ strictness: { [field]: 'note' } });
        const fate = await read(spoil(nextOrder()));
        expect([field, fate.status, fate.messages[0]?.verdict]).toEqual([
          field,
          'processed-with-errors',
          'accepted-with-errors',
        ]);
      }
    });

    it('texts too long: refused where that is agreed', async () => {
      const long = nextOrder().replace('HARBOR DC LONG BEACH', 'HARBOR DC LONG BEACH '.repeat(4).trim());
      await agreements.agree({ strictness: { lengths: 'refuse' } });
      expect(await read(long)).toMatchObject({
        status: 'rejected',
        messages: [{ errors: [{ code: 'ELEMENT_TOO_LONG' }] }],
      });
      await agreements.agree({});
      expect(
        await read(nextOrder().replace('HARBOR DC LONG BEACH', 'HARBOR DC LONG BEACH '.repeat(4).trim())),
      ).toMatchObject({
        status: 'processed-with-errors',
      });
    });

    it('by the tables of another version than they name', async () => {
      const rule = { strictness: { lengths: 'refuse' } };
      const longer = () =>
        nextOrder()
          .replace('N1*ST', `REF*ZZ*${'9'.repeat(40)}~N1*ST`)
          .replace('SE*11', 'SE*12');
      await agreements.agree(rule);
      expect((await read(longer())).messages[0]?.errors.map(({ code }) => code)).toEqual(['ELEMENT_TOO_LONG']);
      await agreements.agree({ ...rule, versions: { readAs: [{ type: '850', version: '005010' }] } });
      expect((await read(longer())).messages[0]?.errors.map(({ code }) => code)).toEqual([]);
    });

    it('a set with an error is refused alone, or with all of its interchange', async () => {
      await agreements.agree({});
      const alone = await read(brokenSecond());
      expect(alone.messages.map(({ verdict }) => verdict)).toEqual(['accepted', 'rejected']);
      await agreements.agree({ limits: { onError: 'refuse-interchange' } });
      const together = await read(brokenSecond());
      expect(together.messages.map(({ verdict }) => verdict)).toEqual(['rejected', 'rejected']);
      expect(together.messages[0]?.errors.map(({ code }) => code)).toEqual(['REFUSED_WITH_OTHERS']);
      expect((await answersTo(scene, partner, together))[0]).toMatch(/AK2\*850\*0001~\nAK5\*R~\n.*AK9\*R\*2\*2\*0~/s);
    });

    it('up to so many messages and bytes', async () => {
      await agreements.agree({ limits: { messages: 1 } });
      const fate = await read(withWrongSecond((set) => set));
      expect(fate).toMatchObject({ status: 'rejected', errors: [{ code: 'MESSAGES_TOO_MANY' }] });
      expect((await answersTo(scene, partner, fate))[0]).toContain('*R*024~');
      expect(await read(nextOrder())).toMatchObject({ status: 'processed' });
      await agreements.agree({ limits: { bytes: 400 } });
      expect(await read(nextOrder())).toMatchObject({
        status: 'rejected',
        errors: [{ code: 'gateway.file.over-agreed-size' }],
      });
    });
  });

  describe('says what acknowledges what', () => {
    const asking = (): string => nextOrder().replace(/\*0\*P\*>~/, '*1*P*>~');
    const kindsOf = (texts: string[]) =>
      texts.map((text) => (text.includes('TA1*') ? 'TA1' : (/ST\*(\d+)/.exec(text)?.[1] ?? '')));

    it.each([
      ['always', ['TA1', '997'], ['TA1', '997']],
      ['requested', ['997'], ['TA1', '997']],
      ['on-error', ['997'], ['997']],
      ['never', ['997'], ['997']],
    ])('his interchanges by TA1 %s', async (ta1, plain, requested) => {
      await agreements.agree({ acknowledgements: { ta1 } });
      expect(kindsOf(await answers(nextOrder()))).toEqual(plain);
      expect(kindsOf(await answers(asking()))).toEqual(requested);
      const again = order(String(serial).padStart(9, '0'), 'PO-again');
      expect(kindsOf(await answers(again))).toEqual(ta1 === 'never' ? [] : ['TA1']);
    });

    it('his groups by a 997, a 999 or not at all', async () => {
      await agreements.agree({ acknowledgements: { functional: '999' } });
      expect(kindsOf(await answers(nextOrder().replace('X*004010', 'X*005010')))).toEqual(['999']);
      await agreements.agree({ acknowledgements: { functional: 'none' } });
      expect(await answers(nextOrder())).toEqual([]);
    });

    it('sets without findings one by one, or only by their number', async () => {
      await agreements.agree({ acknowledgements: { acceptedSets: true } });
      expect((await answers(brokenSecond()))[0]).toMatch(/AK2\*850\*0001~.*AK2\*850\*0002~.*AK9\*P\*2\*2\*1~/s);
      await agreements.agree({ acknowledgements: { acceptedSets: false } });
      const [short = ''] = await answers(brokenSecond());
      expect(short).not.toContain('AK2*850*0001');
      expect(short).toMatch(/AK2\*850\*0002~.*AK9\*P\*2\*2\*1~/s);
    });

    it('our own files, in so many hours, by his 997, his TA1, or nothing', async () => {
      const dueIn = async (id: string) => {
        const { receivedAt, acknowledgementDue } = (await scene.fateOf(partner, id)) as unknown as Record<
          string,
          string
        >;
        return acknowledgementDue ? (Date.parse(acknowledgementDue) - Date.parse(receivedAt ?? '')) / 3_600_000 : null;
      };
      await agreements.agree({ acknowledgements: { withinHours: 6 } });
      const { id } = await sent();
      expect(await dueIn(id)).toBe(6);
      await scene.stage.rows('update gateway.deadlines set due_at = now() where aggregate_id = $1', [id]);
      const missed = await scene.stage.published(
        gateway.MessageUnacknowledgedSchema,
        (e) => e.ref?.interchangeId === id,
      );
      expect(missed.hours).toBe(6);

      await agreements.agree({ acknowledgements: { expects: 'none' } });
      expect(await dueIn((await sent()).id)).toBeNull();

      await agreements.agree({ acknowledgements: { expects: 'interchange' } });
      const ours = await sent();
      expect(ours.text).toMatch(/\*1\*P\*>~/);
      const ta1 = `${isa(numbers()[0])}TA1*${ours.interchange?.control}*261207*0930*A*000~IEA*0*${String(serial).padStart(9, '0')}~`;
      await read(ta1);
      expect(await scene.fateOf(partner, ours.id)).toMatchObject({ status: 'acknowledged' });
    });

    it('and whom to call where one is missing or refused, for our own people only', async () => {
      await agreements.agree({ contacts: [{ about: 'acknowledgements', name: 'Ann Lee', phone: '+1 555 0100' }] });
      const { id } = await sent();
      const past = `update gateway.interchanges set acknowledgement_due = now() - interval '1 hour' where id = $1`;
      await scene.stage.rows(past, [id]);
      const board = async (who: string) => {
        const { items } = (await scene.call('GET', '/api/v1/reconciliation?standing=overdue', who)).json<{
          items: { id: string; contacts: object[] | null }[];
        }>();
        return items.find((item) => item.id === id)?.contacts;
      };
      expect(await board('ops.e')).toMatchObject([{ name: 'Ann Lee', phone: '+1 555 0100' }]);
      expect(await board(partner)).toBeNull();
    });
  });
});
