import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '@tradeloom/stack';

type Rows = Readonly<Record<string, readonly object[]>>;

interface Parties {
  readonly organisations: readonly object[];
  readonly partners: readonly object[];
  readonly people: readonly object[];
}

const model = 'harbor-pine';
const modelIdentity = 'HARBORPINE';
const count = 12;

/** X12 identity of each customer's mailbox, by the customer's id. */
export const customers: ReadonlyMap<string, string> = new Map(
  Array.from({ length: count }, (_, i) => [`${model}-${i + 1}`, `${modelIdentity}${i + 1}`]),
);

/** What is said of the model, said of every customer too. */
const forAll = (rows: readonly object[]): object[] =>
  rows.flatMap((row) => {
    const text = JSON.stringify(row);
    if (!text.includes(model)) return [row];
    const copies = [...customers].map(
      ([id, identity]) => JSON.parse(text.replaceAll(model, id).replaceAll(modelIdentity, identity)) as object,
    );
    return [row, ...copies];
  });

const rewritten = (name: string, folder: string, rewrite: (text: string) => unknown): void =>
  writeFileSync(join(folder, name), JSON.stringify(rewrite(readFileSync(join(checkout, 'deploy/demo', name), 'utf8'))));

/** The demo companies with a dozen customers instead of one: what is added up per customer stays of natural size. */
export const seedCustomers = (folder: string): string => {
  mkdirSync(join(folder, 'master-data'), { recursive: true });
  rewritten('parties.json', folder, (text) => {
    const { organisations, partners, people } = JSON.parse(text) as Parties;
    return { organisations: forAll(organisations), partners: forAll(partners), people };
  });
  for (const file of readdirSync(join(checkout, 'deploy/demo/master-data')))
    rewritten(join('master-data', file), folder, (text) =>
      Object.fromEntries(Object.entries(JSON.parse(text) as Rows).map(([table, rows]) => [table, forAll(rows)])),
    );
  return folder;
};
