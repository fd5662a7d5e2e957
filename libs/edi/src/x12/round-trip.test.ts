import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { documents } from '../../test/generate-documents.ts';
import type { CanonicalDocument } from '../canonical/documents.ts';
import { supportedTypes } from './messages/registry.ts';
import { readInterchanges } from './read.ts';
import { writeInterchange } from './write.ts';

const seed = 20260301;
const runs = { seed, numRuns: 100 };
const fewRuns = { seed, numRuns: 50 };

const envelope = {
  sender: { qualifier: 'ZZ', id: 'FACTORY01' },
  receiver: { qualifier: '01', id: '999999999' },
  control: 77,
  groupControl: 5,
  date: '2026-03-01',
  time: '0915',
};

const schemaOf = (kind: string): object =>
  JSON.parse(
    readFileSync(resolve(import.meta.dirname, `../../../../docs/canonical/${kind}.schema.json`), 'utf8'),
  ) as object;

describe(`what is written reads back as the same document (seed ${seed})`, () => {
  it('covers every supported set', () => {
    expect(Object.keys(documents).sort()).toEqual([...supportedTypes].sort());
  });

  for (const version of ['004010', '005010']) {
    it.each(Object.keys(documents))(`%s in ${version}`, (type) => {
      fc.assert(
        fc.property(documents[type] as fc.Arbitrary<CanonicalDocument>, (document) => {
          const bytes = writeInterchange({ envelope: { ...envelope, version }, documents: [document] });
          const [interchange] = readInterchanges(bytes);
          const message = interchange?.groups[0]?.messages[0];
          expect(interchange?.verdict).toBe('accepted');
          expect(message).toMatchObject({ type, version, control: '0001', verdict: 'accepted' });
          expect(message?.document).toEqual(document);
        }),
        runs,
      );
    });
  }
});

describe(`every generated document keeps to its published schema (seed ${seed})`, () => {
  it.each(Object.keys(documents))('%s', (type) => {
    const generated = documents[type] as fc.Arbitrary<CanonicalDocument>;
    const [sample] = fc.sample(generated, { seed, numRuns: 1 });
    const validate = new Ajv2020({ allErrors: true }).compile(schemaOf((sample as CanonicalDocument).kind));
    fc.assert(
      fc.property(generated, (document) => {
        expect([document, validate(document), validate.errors]).toEqual([document, true, null]);
      }),
      fewRuns,
    );
  });
});
