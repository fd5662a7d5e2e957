import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Scene } from '../../test/scene.ts';
import { RateLimits } from './rate-limits.ts';
import { TooManyRequests } from './too-many-requests.ts';

const few = 'reads=20/60,writes=10/60,password=3/300,strangers=15/60';

describe('who calls too often', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMITS: few });
  }, 60_000);
  afterAll(() => scene.close());

  const read = (who: string) => scene.call('GET', `/api/v1/partners/${who}/interchanges`, who);
  const times = <T>(n: number, work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: n }, work));

  // ASVS V2.4.1, V15.2.2
  it('is told how much is left, then to come back later, while another partner is served as ever', async () => {
    expect((await read('harbor-pine')).headers).toMatchObject({
      'ratelimit-policy': '"reads";q=20;w=60',
      ratelimit: expect.stringMatching(/^"reads";r=19;t=\d+$/),
    });
    const [flood, others] = await Promise.all([times(100, () => read('harbor-pine')), times(10, () => read('jingsu'))]);
    expect(flood.filter(({ status }) => status === 200)).toHaveLength(19);
    const refused = flood.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(81);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(refused[0]?.headers['content-type']).toContain('application/problem+json');
    expect(refused[0]?.json()).toMatchObject({
      status: 429,
      code: 'request.too-many',
      retryable: true,
      text: { zh: '请求过于频繁，请稍后重试' },
    });
    expect(others.map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  it('may still do something of another kind', async () => {
    await times(25, () => read('jinfeng'));
    expect((await read('jinfeng')).status).toBe(429);
    const sent = await scene.call('POST', '/api/v1/partners/jinfeng/interchanges', 'jinfeng', 'no sheet', {
      'content-type': 'text/csv',
    });
    expect(sent.status).toBe(202);
  });

  it('is refused even a look when nobody knows him', async () => {
    const answers = await times(40, () => scene.call('GET', '/api/v1/orders', 'nobody'));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(15);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(25);
  });

  // ASVS V6.3.1
  it('guesses a password three times, and another’s account is not shut by that', async () => {
    const guess = async (login: string) =>
      (
        await scene.call('POST', '/sign-in', 'nobody', `login=${login}&password=x`, {
          'content-type': 'application/x-www-form-urlencoded',
        })
      ).status;
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push(await guess('chen.li'));
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    expect(await guess('zhou.min')).toBe(401);
  });
});

describe('gateways that count together', () => {
  it('let through no more than one would', async () => {
    const scene = await Scene.open({ RATE_LIMITS: few, RATE_LIMIT_STORE: 'postgres' });
    try {
      const gateways = [1, 2].map(() => new RateLimits(scene.stage.app.get(DataSource)));
      const request = { ip: '198.51.100.9' } as FastifyRequest;
      const reply = { header: () => reply } as unknown as FastifyReply;
      const guess = async (gateway: RateLimits | undefined): Promise<boolean> => {
        try {
          await gateway?.takeGuess('chen.li', request, reply);
          return true;
        } catch (error) {
          if (!(error instanceof TooManyRequests)) throw error;
          return false;
        }
      };
      const allowed = [];
      for (let n = 0; n < 6; n += 1) allowed.push(await guess(gateways[n % 2]));
      expect(allowed).toEqual([true, true, true, false, false, false]);
    } finally {
      await scene.close();
    }
  });
});
