import { Body, Controller, Get, HttpCode, Module, Param, Post } from '@nestjs/common';
import {
  Allow,
  ChassisModule,
  eventTypes,
  type Identified,
  NotYetKnown,
  type Noun,
  nobody,
  nounColumns,
  On,
  seenBy,
  setBy,
  TextField,
  Transactions,
  type Tx,
  topicOf,
  type ViewTable,
} from '@tradeloom/chassis';
import { create, finance, orders, quality } from '@tradeloom/contracts';
import { announce, must, type Outcome } from '@tradeloom/kernel';
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';

/** The smallest service that uses all of the chassis: a noun, a door, and two reactions on two topics. */
export type Note = Identified & { text: string; heard: number };
export const Notes: Noun<Note> = {
  name: 'note',
  table: new EntitySchema<Note>({
    name: 'note',
    tableName: 'notes',
    columns: { ...nounColumns, text: { type: 'text' }, heard: { type: 'int' } },
  }),
};

const approved = (id: string) => create(orders.OrderApprovedSchema, { orderId: id, authority: 'sales' });
export const writeNote = (id: string, text: string, parties: string[]): Outcome<Note> => {
  must(text !== 'forbidden', 'notes.note.text', { en: 'Not this text', zh: '不允许该文本' });
  return { state: { id, version: 0, parties, text, heard: 0 }, events: [approved(id)] };
};
/** Says which version of the note it makes. */
export const hear = (note: Note): Outcome<Note> => ({
  state: { ...note, heard: note.heard + 1 },
  events: [
    announce(create(orders.ConfirmationGivenSchema, { orderId: note.id, code: `heard-${note.heard + 1}` }), ['hengda']),
  ],
});
/** The same, and what was heard, in the order of hearing. */
const hearStage =
  (stage: string) =>
  (note: Note): Outcome<Note> => {
    must(stage !== 'forbidden', 'notes.note.stage', { en: 'Not this stage', zh: '不允许该阶段' });
    const heard = hear(note);
    return { ...heard, state: { ...heard.state, text: `${note.text} ${stage}` } };
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
      tx.add(Notes, writeNote(id, text, [tx.by.organisation, ...(otherParty ? [otherParty] : [])])),
    );
    return { id: note.id };
  }
  @Get(':id')
  @Allow({})
  see(@Param('id') id: string): Promise<Note> {
    return this.transactions.run((tx) => tx.one(Notes, id));
  }
  /** Does what no door may: it changes something when it is only asked. */
  @Get(':id/heard')
  @Allow({})
  async hear(@Param('id') id: string): Promise<Note> {
    return this.transactions.run((tx) => tx.change(Notes, id, hear));
  }
}

/** What the next reactions do after they have had their effect; then nothing more happens to them. */
export const interruptions: (() => Promise<void>)[] = [];
export const fail = (): Promise<void> => Promise.reject(new Error('the effect must roll back'));

@Controller()
class WhenStageSettled {
  constructor(private readonly transactions: Transactions) {}
  @On(finance.PaymentStageSettledSchema)
  async handle({ orderId, stage }: finance.PaymentStageSettled): Promise<void> {
    await this.transactions.run(async (tx) => {
      await mustBeKnown(tx, orderId);
      await tx.change(Notes, orderId, hearStage(stage));
    });
    await interruptions.shift()?.();
  }
}

const mustBeKnown = async (tx: Tx, id: string): Promise<void> => {
  const [known] = await tx.find(Notes, { id });
  if (!known) throw new NotYetKnown('note', id);
};

@Controller()
class WhenSampleApproved {
  constructor(private readonly transactions: Transactions) {}
  @On(quality.SampleApprovedSchema)
  async handle({ orderId }: quality.SampleApproved): Promise<void> {
    await this.transactions.run((tx) => tx.add(Notes, writeNote(orderId, 'sample', ['eastbridge'])));
  }
}

const handled = [finance.PaymentStageSettledSchema, quality.SampleApprovedSchema];
const topics = handled.map((schema) => topicOf(schema.typeName));
export const ignores = eventTypes.filter(
  (schema) => topics.includes(topicOf(schema.typeName)) && !handled.some((h) => h.typeName === schema.typeName),
);
export const controllers = [WriteNote, WhenStageSettled, WhenSampleApproved];

export const views: ViewTable = {
  resources: {
    note: {
      'id text': { ...seenBy('customer'), ...setBy('trader', 'factory') },
      'version heard': seenBy('trader'),
      parties: nobody,
    },
    'note-entry': { 'id text': setBy('trader', 'factory'), otherParty: setBy('trader') },
    'note-key': { id: seenBy('trader', 'factory') },
  },
  routes: {
    'POST /notes': { shows: 'note-key', takes: 'note-entry' },
    'GET /notes/:id': { shows: 'note' },
    'GET /notes/:id/heard': { shows: 'note' },
  },
};

@Module({ imports: [ChassisModule.for({ service: 'orders', tables: [Notes.table], views, ignores })], controllers })
export class NotesModule {}

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
export const migrations = [Notes1764000000001];
