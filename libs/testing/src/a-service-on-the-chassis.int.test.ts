import { Body, Controller, Get, HttpCode, Module, Param, Post } from '@nestjs/common';
import {
  Allow,
  ChassisModule,
  type Identified,
  type Noun,
  nounColumns,
  On,
  schemaOf,
  TextField,
  Transactions,
} from '@tradeloom/chassis';
import { create, finance, orders } from '@tradeloom/contracts';
import { announce, must, type Outcome } from '@tradeloom/kernel';
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import { bootService, type Stage } from './boot-service.ts';

type Note = Identified & { text: string; heard: number };
const Notes: Noun<Note> = {
  name: 'note',
  table: new EntitySchema<Note>({
    name: 'note',
    tableName: 'notes',
    columns: { ...nounColumns, text: { type: 'text' }, heard: { type: 'int' } },
  }),
};

const approved = (id: string) => create(orders.OrderApprovedSchema, { orderId: id, authority: 'sales' });
const write = (id: string, text: string, parties: string[]): Outcome<Note> => {
  must(text !== 'forbidden', 'notes.note.text', { en: 'Not this text', zh: '不允许该文本' });
  return { state: { id, version: 0, parties, text, heard: 0 }, events: [approved(id)] };
};

class NoteBody {
  @TextField() id!: string;
  @TextField({ max: 20 }) text!: string;
  @TextField({ optional: true }) otherParty?: string;
}

@Controller('notes')
class WriteNote {
  constructor(private readonly transactions: Transactions) {}
  @Post()
  @HttpCode(201)
  @Allow({ kinds: ['trader', 'factory'] })
  async handle(@Body() { id, text, otherParty }: NoteBody): Promise<{ id: string }> {
    const note = await this.transactions.run((tx) =>
      tx.add(Notes, write(id, text, [tx.by.organisation, ...(otherParty ? [otherParty] : [])])),
    );
    return { id: note.id };
  }
  @Get(':id')
  @Allow({})
  see(@Param('id') id: string): Promise<Note> {
    return this.transactions.run((tx) => tx.one(Notes, id));
  }
}

let failures = 0;

@Controller()
class WhenStageSettled {
  constructor(private readonly transactions: Transactions) {}
  @On(finance.PaymentStageSettledSchema)
  async handle({ orderId }: finance.PaymentStageSettled): Promise<void> {
    await this.transactions.run((tx) =>
      tx.change(Notes, orderId, (note) => ({
        state: { ...note, heard: note.heard + 1 },
        events: [
          announce(create(orders.ConfirmationGivenSchema, { orderId, code: `heard-${note.heard + 1}` }), ['hengda']),
        ],
      })),
    );
    if (failures > 0) {
      failures -= 1;
      throw new Error('the effect must roll back');
    }
  }
}

const ignores = Object.values(finance)
  .filter((x) => typeof x === 'object' && 'typeName' in x && x.kind === 'message')
  .map((x) => schemaOf((x as { typeName: string }).typeName))
  .filter((s) => s.typeName !== finance.PaymentStageSettledSchema.typeName);

@Module({
  imports: [ChassisModule.for({ service: 'orders', tables: [Notes.table], ignores })],
  controllers: [WriteNote, WhenStageSettled],
})
class NotesModule {}

class Notes1764000000001 implements MigrationInterface {
  readonly name = 'Notes1764000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table notes (id text primary key, version int not null, parties text[] not null, text text not null, heard int not null)',
    );
    await runner.query(`select platform.protect('notes')`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table notes');
  }
}

const chen = { login: 'chen.li', organisation: 'eastbridge', kind: 'trader', role: 'sales' } as const;
const liu = { login: 'liu.fang', organisation: 'hengda', kind: 'factory', role: 'planner' } as const;
const wu = { login: 'wu.bin', organisation: 'jingsu', kind: 'supplier', role: 'supplier-clerk' } as const;

describe('a service on the chassis', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bootService(NotesModule, { service: 'orders', migrations: [Notes1764000000001] });
  }, 60_000);
  afterAll(() => stage.close());

  it('keeps the aggregate and publishes its event with the order as key', async () => {
    const { status } = await stage.as(chen).post('/notes', { id: 'n-1', text: 'hello', otherParty: 'hengda' });
    expect(status).toBe(201);
    expect(await stage.published(orders.OrderApprovedSchema, (e) => e.orderId === 'n-1')).toMatchObject({
      authority: 'sales',
    });
  });

  it('shows a row to its parties and answers a stranger as if it were missing', async () => {
    expect((await stage.as(liu).get('/notes/n-1')).status).toBe(200);
    const foreign = await stage.as(wu).get('/notes/n-1');
    const missing = await stage.as(wu).get('/notes/n-2');
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, facts: null, traceId: null, title: null, text: null }).toEqual({
      ...missing.body,
      facts: null,
      traceId: null,
      title: null,
      text: null,
    });
  });

  it('refuses whom the route does not allow, and what a rule forbids, in both languages', async () => {
    expect((await stage.as(wu).post('/notes', { id: 'n-3', text: 'x' })).status).toBe(403);
    const refused = await stage.as(chen).post('/notes', { id: 'n-3', text: 'forbidden' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'notes.note.text', text: { zh: '不允许该文本' } } });
  });

  it('locates every bad field and refuses unknown ones', async () => {
    const { status, body } = await stage.as(chen).post('/notes', { id: 'n-3', text: 'x'.repeat(30), approved: true });
    expect(status).toBe(422);
    expect(body['errors']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ pointer: '/text', code: 'maxLength' }),
        expect.objectContaining({ pointer: '/approved', code: 'whitelistValidation' }),
      ]),
    );
  });

  it('reacts once to an event that comes twice, and not at all to half of one', async () => {
    failures = 2;
    const settled = create(finance.PaymentStageSettledSchema, { orderId: 'n-1', stage: 'deposit' });
    const envelope = await stage.publish('finance', settled, { parties: ['eastbridge'] });
    await stage.publish('finance', settled, { parties: ['eastbridge'], again: envelope });
    const later = create(finance.PaymentStageSettledSchema, { orderId: 'n-1', stage: 'retention' });
    await stage.publish('finance', later, { parties: ['eastbridge'] });
    await stage.published(orders.ConfirmationGivenSchema, (e) => e.code === 'heard-2');
    expect(stage.soFar(orders.ConfirmationGivenSchema).map((e) => e.code)).toEqual(['heard-1', 'heard-2']);
  });

  it('refuses a query outside the organisations of a transaction', async () => {
    await expect(stage.app.get(Transactions).run((tx) => tx.find(Notes, {}))).rejects.toThrow('no scope');
  });
});
