import { answerHeaders } from './answer-headers.ts';

// ASVS V3.4.1
it('every answer in production asks for encryption, for two years, of all names below', () => {
  const asked = answerHeaders('production').get('strict-transport-security') ?? '';
  expect(Number(/^max-age=(\d+); includeSubDomains$/.exec(asked)?.[1])).toBeGreaterThanOrEqual(31_536_000);
  expect(answerHeaders('demo').has('strict-transport-security')).toBe(false);
});
