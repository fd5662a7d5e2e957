import { failureReason } from './failure-reason.rules.ts';

describe('why something failed', () => {
  it('can be kept, whatever the file put into it, and is one line', () => {
    expect(failureReason(new Error('no such item: A\0B\r\nC'))).toBe('no such item: A B C');
    expect(failureReason('第 3 行')).toBe('第 3 行');
  });

  it('is not longer than anybody reads', () => {
    expect(failureReason(new Error('x'.repeat(10_000)))).toBe('x'.repeat(500));
  });
});
