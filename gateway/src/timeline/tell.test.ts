import { create, orders, production } from '@tradeloom/contracts';
import { tell } from './tell.ts';

const nobody = new Map();

describe('the timeline', () => {
  it('says what a warning is about in the reader’s language', () => {
    const work = { en: 'order TL-1, line 2: 500 PCE of TS-04 due 2027-01-25', zh: '订单 TL-1 第 2 行：TS-04 500 PCE' };
    const event = create(production.EarlyWarningRaisedSchema, {
      kind: 'silent',
      subject: 'TS-04 · TL-1/2',
      bufferLeftDays: 3,
      work,
    });
    expect(tell(production.EarlyWarningRaisedSchema, event, nobody)).toEqual({
      en: `Early warning (silent) on ${work.en}: 3 days of buffer left`,
      zh: `预警（久未上报）${work.zh}：剩余缓冲 3 天`,
    });
  });

  it('says several words of a list, each in the reader’s language', () => {
    const event = create(orders.OrderLeftWaitingSchema, {
      number: 'TL-1',
      since: '2026-12-07',
      waitingFor: ['approval', 'credit-hold'],
      lapsesAfter: '2026-12-21',
    });
    expect(tell(orders.OrderLeftWaitingSchema, event, nobody).zh).toBe(
      '订单 TL-1 自 2026-12-07 起等待：批准, 信用额度；2026-12-21 后失效',
    );
  });
});
