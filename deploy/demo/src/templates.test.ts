import { readdirSync } from 'node:fs';
import { readX12File } from '@tradeloom/edi';
import { readFeed } from '@tradeloom/feeds';
import { encodeGb18030 } from './encode-gb18030.ts';
import { fill, template } from './fill-template.ts';

const anything: Readonly<Record<string, string>> = new Proxy({}, { get: (_, name) => valueNamed(String(name)) });
const numbers: Readonly<Record<string, string>> = {
  control: '123456789',
  group: '123456789',
  serial: '12345678',
  type: '855',
  set: '0001',
  functional: 'PR',
};
const decimals = /price|amount|net|tax|total|quantity|bodies|acknowledged/i;
const valueNamed = (name: string): string => numbers[name] ?? (decimals.test(name) ? '12' : 'X1');

const filled = (file: string): string =>
  fill(template(file), { start: '2026-11-23', today: '2026-12-01', values: anything });
const filesOf = (partner: string): string[] =>
  readdirSync(new URL(`./templates/${partner}`, import.meta.url)).map((file) => `${partner}/${file}`);

describe('the input files of the journey', () => {
  it.each([...filesOf('harbor-pine'), ...filesOf('jingsu')])('%s is a sound interchange once it is filled', (file) => {
    const { interchanges, errors } = readX12File(Buffer.from(filled(file), 'utf8'));
    const messages = interchanges.flatMap(({ groups }) => groups.flatMap((group) => group.messages));
    expect([errors, interchanges.flatMap((i) => i.errors), messages.flatMap((m) => m.errors)]).toEqual([[], [], []]);
    expect(messages.map(({ verdict }) => verdict)).toEqual(['accepted']);
  });

  it.each(filesOf('jinfeng'))('%s is a feed in GB18030, every row of which is understood but one', async (file) => {
    const reading = await readFeed(encodeGb18030(filled(file)), {
      receivedAt: '2026-12-01T10:00:00Z',
      reference: 'R1',
    });
    const broken = reading.rows.filter(({ verdict }) => verdict === 'rejected');
    expect(reading.sheet?.source.charset).toBe('gb18030');
    expect(broken).toHaveLength(file.endsWith('progress-behind.csv') ? 1 : 0);
  });
});
