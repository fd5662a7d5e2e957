import { maskedPayload, maskedWords } from './mask-payload.rules.ts';

const payload = {
  orderId: '01a20693-fe00-735c-8b71-86add9fc9db7',
  supplier: 'jinfeng',
  due: '2027-01-05',
  at: '2027-01-05T08:00:00.000Z',
  firm: true,
  reason: '',
  count: 0,
  pieces: 1200,
  lines: [{ item: 'KT-18', unitPrice: '14.85', note: null }],
};

describe('what an operator sees of a payload', () => {
  it('is its structure, ids and dates', () => {
    expect(maskedPayload(payload)).toEqual({
      ...payload,
      supplier: '***',
      pieces: '***',
      lines: [{ item: '***', unitPrice: '***', note: null }],
    });
  });

  it('is in no error either, nor is a sum', () => {
    const words = 'KT-18 of jinfeng at 14.85, 1200 pieces, due 2027-01-05: over the limit by 5,300.00';
    expect(maskedWords(words, payload)).toBe('*** of *** at ***, *** pieces, due 2027-01-05: over the limit by ***');
    expect(maskedWords('at notes-service.ts:12:5 of version 3', payload)).toBe('at notes-service.ts:12:5 of version 3');
    expect(maskedWords('over by 5300.00', null)).toBe('over by ***');
  });
});
