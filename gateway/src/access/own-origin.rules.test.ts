import { comesFromElsewhere } from './own-origin.rules.ts';

const own = 'loom.example';
const post = (headers: Record<string, string>, method = 'POST') => ({
  method,
  headers: { host: 'inside', ...headers },
});

// ASVS V3.5.1
describe('what a browser sends to change something', () => {
  it.each([
    ['says it is of the same origin', { 'sec-fetch-site': 'same-origin' }],
    ['was asked for by its user himself', { 'sec-fetch-site': 'none' }],
    ['names this host as its origin', { origin: 'http://inside' }],
    ['names the public host as its origin', { origin: 'https://loom.example' }],
    ['says nothing: it is no browser', {}],
  ])('is taken when it %s', (_, headers) => {
    expect(comesFromElsewhere(post(headers), own)).toBe(false);
  });

  it.each([
    ['says another site made it', { 'sec-fetch-site': 'cross-site' }],
    ['says a neighbouring host made it', { 'sec-fetch-site': 'same-site' }],
    [
      'says another site made it, and claims our origin',
      { 'sec-fetch-site': 'cross-site', origin: 'https://loom.example' },
    ],
    ['names another origin', { origin: 'https://evil.example' }],
    ['names our name as part of another', { origin: 'https://loom.example.evil.example' }],
    ['hides its origin', { origin: 'null' }],
  ])('is refused when it %s', (_, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(comesFromElsewhere(post(headers, method), own)).toBe(true);
    }
  });

  it('only looks where nothing changes, wherever it comes from', () => {
    expect(comesFromElsewhere(post({ 'sec-fetch-site': 'cross-site' }, 'GET'), own)).toBe(false);
  });
});
