import { bootService, type Stage } from './boot-service.ts';
import { measured } from './measured.ts';
import { migrations, NotesModule } from './notes-service.ts';
import { until } from './until.ts';

/** More than the sealer looks at in one go, and positions of four and of five digits. */
const backlog = 12_000;

describe('the sealer', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bootService(NotesModule, { service: 'orders', migrations });
  }, 60_000);
  afterAll(() => stage.close());

  const sealed = async (): Promise<number> => {
    const [row] = await stage.rows<{ sealed: number }>('select count(*)::int as sealed from orders.seals');
    return row?.sealed ?? 0;
  };

  it('works off a backlog in the order of the positions, and leaves nothing out', async () => {
    await stage.rows(
      `insert into orders.events (id, aggregate, aggregate_id, version, order_id, type, payload, parties, actor,
                                  business_date, published_at)
       select gen_random_uuid(), 'order', 'o-' || n % 40, n / 40 + 1, 'o-' || n % 40, 'tradeloom.orders.v1.OrderApproved',
              '', '{eastbridge}', '{}', '2026-12-07', now() from generate_series(0, $1::int - 1) n`,
      [backlog],
    );
    await until('the backlog is sealed', async () => (await sealed()) >= backlog, 90);
    const [out] = await stage.rows<{ of_order: number }>(
      `select count(*)::int as of_order
         from (select e.position, lag(e.position) over (order by s.number) as before
                 from orders.seals s join orders.events e on e.id = s.event_id) seal
        where seal.position < seal.before`,
    );
    expect({ sealed: await sealed(), outOfOrder: out?.of_order }).toEqual({ sealed: backlog, outOfOrder: 0 });
    measured('R15', { 'backlog sealed': await sealed(), 'out of order': out?.of_order ?? 0 });
  }, 120_000);
});
