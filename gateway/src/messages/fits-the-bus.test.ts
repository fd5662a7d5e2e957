import { encoded } from '@tradeloom/chassis';
import { create, gateway } from '@tradeloom/contracts';
import { fitsTheBus, leastBytes } from './fits-the-bus.ts';

const reportOf = (remarks: readonly string[]) =>
  create(gateway.StatusReportedSchema, {
    reportNumber: 'R-1',
    lines: remarks.map((remark, i) => ({ orderNumber: 'WX-1', line: String(i + 1), good: '5', remark })),
  });

describe('whether an event can be told', () => {
  it('is what its encoding says, on either side of the limit', () => {
    expect(fitsTheBus(reportOf(['x'.repeat(899_900)]))).toBe(true);
    expect(fitsTheBus(reportOf(['x'.repeat(900_001)]))).toBe(false);
    // three bytes a character: only the encoding tells
    expect(fitsTheBus(reportOf(['中'.repeat(299_000)]))).toBe(true);
    expect(fitsTheBus(reportOf(['中'.repeat(301_000)]))).toBe(false);
  });

  it('is never said to be larger than it is', () => {
    for (const remarks of [[], [''], ['a', '中文', '😀'], Array.from({ length: 100 }, (_, i) => 'r'.repeat(i))]) {
      const event = reportOf(remarks);
      expect(leastBytes(event, 1_000_000)).toBeLessThanOrEqual(encoded(event).length);
    }
  });

  it('is known of one far too large as soon as it is counted that far, without encoding it', () => {
    const event = reportOf(Array.from({ length: 1_000 }, () => 'x'.repeat(32_000)));
    const fullAfter = Math.ceil(900_000 / 32_000);
    for (const line of event.lines.slice(fullAfter))
      Object.defineProperty(line, 'remark', {
        enumerable: true,
        get: () => {
          throw new Error('read on');
        },
      });
    expect(fitsTheBus(event)).toBe(false);
  });
});
