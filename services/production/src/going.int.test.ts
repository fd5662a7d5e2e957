import { bootService, type Stage, until } from '@tradeloom/testing';
import { freePort } from './free-port.fixture.ts';
import { migrations } from './migrations/all.ts';
import { ProductionModule } from './production.module.ts';

const main = new URL('../dist/main.js', import.meta.url);

describe('a process that is told to stop', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bootService(ProductionModule, { service: 'production', migrations });
  }, 60_000);
  afterAll(() => stage?.close());

  it('says that it is going, sends its callers away and answers them meanwhile, then ends in peace', async () => {
    const port = String(await freePort());
    const process = stage.process(main, { PORT: port, DRAIN_NOTICE_SECONDS: '3' });
    const asked = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
    const statusOf = async (path: string) => (await asked(path))?.status;
    await until('it is ready', async () => (await statusOf('/health/ready')) === 200);
    expect((await asked('/api/v1/nothing-there'))?.headers.get('connection')).toBe('keep-alive');

    const ended = process.stop();
    await until('it is not ready any more', async () => (await statusOf('/health/ready')) === 503);
    const answer = await asked('/api/v1/nothing-there');
    expect(answer?.status).toBe(404);
    expect(answer?.headers.get('connection')).toBe('close');
    await ended;
    expect(process.ending()).toBe('0');
  });
});
