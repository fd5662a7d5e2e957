import { acknowledge } from '../acknowledgements.ts';
import { writtenAs } from '../calendar.ts';
import { plain, same } from '../check.ts';
import { eventually } from '../eventually.ts';
import { order as wanted } from '../expected.ts';
import { shipment } from '../expected-later.ts';
import type { Chapter } from '../journey.ts';
import { orderById, timesTold } from '../order-of.ts';
import { refuses } from '../platform.ts';
import { firstKettles, toasters } from './03-dupro.ts';
import { container, load, vessel } from './05-packing.ts';
import { billNumber, documentSteps, goOnBoard } from './06-documents.ts';

/** Loading, documents that agree, reviews by different people, and the sea. */
export const shipmentChapter: Chapter = {
  title: { en: 'Shipment', zh: '装运' },
  steps: [
    {
      name: {
        en: 'A container number with a wrong check digit is refused; MSKU9070323 is loaded, sealed and weighed (VGM)',
        zh: '校验码错误的箱号被拒；MSKU9070323 装柜、施封并称重（VGM）',
      },
      async run(journey) {
        await eventually('both lots are released', () =>
          refuses(422, 'logistics.container.bad-number', () => load(journey, 'MSKU9070324')),
        );
        same('shipment', (await load(journey, container.container)).status, 'loaded');
      },
    },
    ...documentSteps,
    {
      name: {
        en: 'Credit cover is checked again for this shipment; the goods are on board',
        zh: '按本次装运复核信用额度；货物装船',
      },
      async run(journey) {
        await journey.reach(shipment.onBoardDay);
        const checked = await timesTold(journey, 'CreditChecked');
        same('shipment', (await goOnBoard(journey)).status, 'on-board');
        await eventually('the cover check stands on the timeline', async () => {
          same('cover checks', await timesTold(journey, 'CreditChecked'), checked + 1);
        });
      },
    },
    {
      name: {
        en: 'The customer’s ERP gets the 856: container, seal, B/L number',
        zh: '客户收到 856：箱号、封号、提单号',
      },
      async run(journey) {
        const file = await journey.fetchX12('harbor-pine', '856', { order: journey.known('order').id });
        const { x12 } = file;
        const date = (day: number): string => writtenAs(journey.day(day), 'yyyymmdd');
        same('BSN02', x12.first('BSN')[2], journey.known('shipment').number);
        same('PRF01', x12.first('PRF')[1], journey.known('customerOrder'));
        const [, type, count, , , , , weight = '', unit] = x12.first('TD1');
        same(
          'TD1',
          [type, count, plain(weight), unit],
          ['CTN', String(shipment.packages), plain(shipment.grossKg), 'KG'],
        );
        const td3 = x12.first('TD3');
        same('container and seal', [`${td3[2]}${td3[3]}`, td3[9]], [container.container, container.seal]);
        same('REF BM', x12.all('REF').find(([, qualifier]) => qualifier === 'BM')?.[2], billNumber(journey));
        same('V1', [x12.first('V1')[2], x12.first('V1')[4]], [vessel.vessel, vessel.voyage]);
        same(
          'DTM',
          x12.all('DTM').map(([, qualifier, day]) => [qualifier, day]),
          [
            ['011', date(shipment.onBoardDay)],
            ['017', date(shipment.arrivalDay)],
          ],
        );
        same(
          'SN1',
          x12.all('SN1').map(([, line, quantity = '', pc]) => [line, plain(quantity), pc]),
          [
            ['1', wanted.kettles.first.quantity, 'PC'],
            ['2', wanted.toasters.quantity, 'PC'],
          ],
        );
        await acknowledge(journey, 'harbor-pine', file);
      },
    },
    {
      name: {
        en: 'And the 810 of the full shipped value, 26,655.00 USD',
        zh: '并收到 810，金额为全部装运价值 26,655.00 美元',
      },
      async run(journey) {
        const file = await journey.fetchX12('harbor-pine', '810', { order: journey.known('order').id });
        const { x12 } = file;
        same('BIG04', x12.first('BIG')[4], journey.known('customerOrder'));
        same('CUR02', x12.first('CUR')[2], 'USD');
        const { kettle, toaster } = wanted.exportPrices;
        same(
          'IT1',
          x12.all('IT1').map(([, line, quantity = '', pc, price = '']) => [line, plain(quantity), pc, plain(price)]),
          [
            ['1', wanted.kettles.first.quantity, 'PC', kettle],
            ['2', wanted.toasters.quantity, 'PC', toaster],
          ],
        );
        same(
          'PAM05',
          x12.all('PAM').map((pam) => plain(pam[5] ?? '')),
          [shipment.kettlesAmount, shipment.toastersAmount].map(plain),
        );
        same('TDS01', x12.first('TDS')[1], shipment.invoiceInCents);
        same('tax', x12.all('TXI'), []);
        await acknowledge(journey, 'harbor-pine', file);
      },
    },
    {
      name: {
        en: 'The order shows what shipped; the second delivery of line 1 stays open',
        zh: '订单显示已装运部分；第 1 行第二批仍未交',
      },
      async run(journey) {
        const shippedIds = [firstKettles(journey).scheduleId, toasters(journey).scheduleId].toSorted();
        for (const login of ['chen.li', 'gao.jun']) {
          await eventually(`the order of ${login} is partly shipped`, async () => {
            const order = await orderById(journey, login);
            same('order', order.status, 'partly-shipped');
            const schedules = order.lines.flatMap((line) => line.schedules);
            const shipped = schedules.filter(({ status }) => status === 'shipped').map(({ id }) => id);
            same('schedules that shipped', shipped.toSorted(), shippedIds);
          });
        }
      },
    },
  ],
};
