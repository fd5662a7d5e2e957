import { ownPath } from './own-path.rules.ts';

// ASVS V3.7.2
describe('where a sign-in leads', () => {
  it.each(['/', '/orders/o-1?lang=zh', '/orders/%E8%AE%A2'])('stays on %s', (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '\\\\evil.example',
    '/\t/evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
    'orders/o-1',
    '/\n//evil.example',
    'http:evil.example',
  ])('never leaves for %j', (path) => {
    expect(new URL(ownPath(path), 'https://us.example').origin).toBe('https://us.example');
    expect(ownPath(ownPath(path))).toBe('/');
  });
});
