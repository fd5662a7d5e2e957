import { readdirSync } from 'node:fs';
import { fromJson, toBinary } from '@bufbuild/protobuf';
import { readDeclarations } from './declared-events.ts';
import { asRead, folder, readExample } from './examples.ts';

const { events } = readDeclarations();
const named = events.map((event) => [event.message.typeName, event] as const);

describe('the example of an event', () => {
  it.each(named)('%s was published by its own service, to somebody, by somebody', (type, { message, publisher }) => {
    const { headers } = readExample(message);
    expect(headers).toMatchObject({ ce_specversion: '1.0', ce_type: type, ce_source: `/tradeloom/${publisher}` });
    expect(headers['tradeloom_parties']).toMatch(/^[\w-]+(,[\w-]+)*$/);
    expect(JSON.parse(headers['tradeloom_actor'] ?? '')).toMatchObject({ organisation: expect.any(String) });
    expect(Number(headers['tradeloom_version'])).toBeGreaterThan(0);
  });

  it.each(named)('%s reads today as it did when it was recorded', (_, { message }) => {
    const { bytes, event } = readExample(message);
    expect(asRead(message, Buffer.from(bytes, 'base64'))).toEqual(event);
    expect(asRead(message, toBinary(message, fromJson(message, event)))).toEqual(event);
  });

  it('stands for an event that exists', () => {
    const files = readdirSync(folder);
    expect(files.sort()).toEqual(named.map(([type]) => `${type}.json`).sort());
  });
});
