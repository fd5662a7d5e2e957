import { correctedPayload } from './correct-payload.rules.ts';

const payload = { orderId: 'o-1', lines: [{ item: 'KT-18', unitPrice: '14.85' }], 'a/b': 1 };

describe('a corrected payload', () => {
  it('is the same but for what was named', () => {
    const corrections = { '/lines/0/unitPrice': '14.58', '/reason': 'typed wrongly', '/a~1b': null };
    expect(correctedPayload(payload, corrections)).toEqual({
      orderId: 'o-1',
      lines: [{ item: 'KT-18', unitPrice: '14.58' }],
      reason: 'typed wrongly',
      'a/b': null,
    });
    expect(payload.lines[0]?.unitPrice).toBe('14.85');
  });

  it('may be another as a whole', () => {
    expect(correctedPayload(payload, { '': { orderId: 'o-2' } })).toEqual({ orderId: 'o-2' });
  });

  it.each(['orderId', '/lines/1', '/lines/-', '/nothing/inside', '/orderId/0', '/__proto__/x', '/__proto__'])(
    'has no place %s',
    (pointer) => {
      expect(() => correctedPayload(payload, { [pointer]: 'x' })).toThrow('events.held.pointer');
    },
  );
});
