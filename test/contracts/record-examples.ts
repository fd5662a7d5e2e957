/**
 * `npm run examples -- BROKERS`: takes one example of each event that has none yet from what services have published
 * there, such as the demo's Kafka (`.tradeloom/endpoints.json`), under any topic prefix. To renew one, delete its file.
 */
import { readTopics } from '@tradeloom/testing';
import { readDeclarations } from './declared-events.ts';
import { hasExample, writeExample } from './examples.ts';

type Headers = Readonly<Record<string, string>>;

const [brokers = ''] = process.argv.slice(2);
const wanted = new Map(
  readDeclarations()
    .events.filter(({ message }) => !hasExample(message))
    .map(({ message }) => [message.typeName, message]),
);

/** A test that speaks in a service's place calls its aggregate so. */
const isSpokenByATest = ({ ce_subject = '' }: Headers): boolean => ce_subject.startsWith('test/');

await readTopics(brokers.split(','), ({ headers: raw = {}, value }) => {
  const headers: Headers = Object.fromEntries(Object.entries(raw).map(([name, text]) => [name, String(text)]));
  const message = wanted.get(headers['ce_type'] ?? '');
  if (!message || !value || isSpokenByATest(headers)) return;
  writeExample(message, headers, value);
  wanted.delete(message.typeName);
  console.log(message.typeName);
});
console.log(`events without an example: ${[...wanted.keys()].join(', ') || 'none'}`);
