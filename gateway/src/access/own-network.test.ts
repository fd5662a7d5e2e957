import { asksForInsides } from './own-network.ts';

// ASVS V13.4.5
describe('figures and probes', () => {
  it.each(['127.0.0.1', '10.1.2.3', '172.31.0.9', '192.168.1.1', '::1', '::ffff:10.0.0.1', 'fd00::1'])(
    'are told to %s, inside',
    (ip) => {
      expect(asksForInsides('/metrics', ip)).toBe(false);
      expect(asksForInsides('/health/ready', ip)).toBe(false);
    },
  );

  it.each(['203.0.113.7', '172.32.0.1', '2001:db8::1', '::ffff:203.0.113.7'])('are kept from %s, outside', (ip) => {
    expect(asksForInsides('/metrics?a=b', ip)).toBe(true);
    expect(asksForInsides('/health/live', ip)).toBe(true);
    expect(asksForInsides('/', ip)).toBe(false);
  });
});
