import { defaultLimits, limitsOf } from './limit.rules.ts';
import { bucketOf } from './route-class.rules.ts';

const chen = { login: 'chen.li', organisation: 'eastbridge' };
const address = '198.51.100.7';

describe('the bucket of a request', () => {
  it.each([
    ['GET', '/api/v1/orders', chen, 'reads', 'eastbridge:chen.li'],
    ['POST', '/api/v1/quotes', chen, 'writes', 'eastbridge:chen.li'],
    ['POST', '/api/v1/partners/harbor-pine/interchanges', chen, 'files', 'eastbridge:chen.li'],
    ['POST', '/api/v1/partners/jinfeng/feed-previews?take=good-rows', chen, 'files', 'eastbridge:chen.li'],
    ['POST', '/feeds/jinfeng?lang=zh', chen, 'files', 'eastbridge:chen.li'],
    ['POST', '/feeds/drafts/0199/send', chen, 'writes', 'eastbridge:chen.li'],
    ['GET', '/api/v1/partners/harbor-pine/interchanges?direction=out', chen, 'reads', 'eastbridge:chen.li'],
    ['GET', '/api/v1/orders', undefined, 'strangers', address],
    ['POST', '/sign-in?lang=zh', chen, 'sign-in', address],
    ['POST', '/oauth/token', undefined, 'sign-in', address],
  ])('%s %s', (method, url, caller, of, key) => {
    expect(bucketOf({ method, url, caller, address })).toEqual({ of, key });
  });

  it('is none for the probes of those who run the platform', () => {
    expect(bucketOf({ method: 'GET', url: '/health/ready', caller: undefined, address })).toBeNull();
  });
});

describe('the limits', () => {
  it('are those of the setting, and the default ones where it says nothing', () => {
    expect(limitsOf('reads=5/10, password=3/600')).toEqual({
      ...defaultLimits,
      reads: { requests: 5, seconds: 10 },
      password: { requests: 3, seconds: 600 },
    });
    expect(limitsOf(undefined)).toEqual(defaultLimits);
  });

  it.each(['reads', 'reads=5', 'reads=0/60', 'all=5/60', 'reads=5/0', 'reads=-1/60'])('refuse %s', (setting) => {
    expect(() => limitsOf(setting)).toThrow(setting);
  });
});
