import fc from 'fast-check';
import { bytesOf, composeText, inspectText } from '../test/compose-interchange.ts';
import { documents } from '../test/generate-documents.ts';
import { detectFormat } from './detect-format.ts';
import { inspect } from './inspect.ts';
import { writeInterchange } from './x12/write.ts';

const seed = 20260302;

describe('inspect says what the gateway would do', () => {
  const text = composeText({
    sets: [{ type: '850', body: ['BEG*00*SA*PO-7**20260110', 'CUR*BY*USD', 'PO1*1*480*EA*1.85'] }],
  });

  it('with an X12 file: verdict, document and acknowledgement', () => {
    expect(inspectText(text)).toMatchObject({
      file: 'a.edi',
      format: 'x12',
      charset: 'utf-8',
      verdict: 'accepted',
      errors: [],
      interchanges: [{ groups: [{ messages: [{ type: '850', document: { orderNumber: 'PO-7' } }] }] }],
      acknowledgements: [expect.stringContaining('AK9*A*1*1*1~')],
    });
  });

  it('with a line number where something is wrong with the file', () => {
    expect(inspectText(`${text}???\n`).errors).toMatchObject([
      { code: 'NOISE_BETWEEN_INTERCHANGES', line: text.split('\n').length, byteOffset: text.length },
    ]);
  });

  it.each([
    ['csv', 'order;line;good\nPO-7;1;300\n', 'CSV_NOT_SUPPORTED'],
    ['unknown', 'hello', 'FORMAT_UNKNOWN'],
    ['unknown', '', 'FORMAT_UNKNOWN'],
  ])('with %s: a clear refusal in both languages', (format, content, code) => {
    const result = inspectText(content);
    expect(result).toMatchObject({ format, verdict: 'rejected', errors: [{ code }] });
    expect(result.errors[0]?.message.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('and leaves a format to the reader that was plugged in', () => {
    const csv = {
      file: 'a.csv',
      format: 'csv' as const,
      charset: 'utf-8',
      verdict: 'accepted' as const,
      errors: [],
      rows: [],
      acknowledgements: [],
    };
    expect(inspect(bytesOf('a,b\n1,2\n'), 'a.csv', { readers: { csv: () => csv } })).toBe(csv);
  });

  it('tells an xlsx and a UBL document by their bytes', () => {
    expect(detectFormat(bytesOf('PK\u0003\u0004xl/workbook.xml'))).toBe('xlsx');
    expect(detectFormat(bytesOf('<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2">'))).toBe('ubl');
  });
});

describe(`no bytes make it fail (seed ${seed})`, () => {
  const valid = Object.values(documents).flatMap((generator) =>
    fc.sample(generator, { seed, numRuns: 3 }).map((document) =>
      writeInterchange({
        envelope: {
          sender: { qualifier: 'ZZ', id: 'FACTORY01' },
          receiver: { qualifier: 'ZZ', id: 'SUPPLIER01' },
          control: 1,
          date: '2026-03-01',
        },
        documents: [document],
      }),
    ),
  );
  const edit = fc.record({
    at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
    remove: fc.nat({ max: 40 }),
    insert: fc.oneof(
      fc.constantFrom('*', '~', '>', '', 'ISA*', 'HL*1*1*I~', 'SE*', '\u0000', '-', '9', 'Z', '\n'),
      fc.string({ maxLength: 5 }),
    ),
  });

  it('neither valid files cut, spliced and overwritten at random', () => {
    fc.assert(
      fc.property(fc.constantFrom(...valid), fc.array(edit, { minLength: 1, maxLength: 4 }), (file, edits) => {
        let bytes = Buffer.from(file);
        for (const { at, remove, insert } of edits) {
          const from = Math.floor(at * bytes.length);
          bytes = Buffer.concat([bytes.subarray(0, from), Buffer.from(insert), bytes.subarray(from + remove)]);
        }
        const result = inspect(bytes, 'a.edi');
        for (const answer of result.acknowledgements) {
          expect([answer, inspect(bytesOf(answer)).interchanges?.map((i) => i.verdict)]).toEqual([
            answer,
            ['accepted'],
          ]);
        }
        for (const message of result.interchanges?.flatMap((i) => i.groups.flatMap((g) => g.messages)) ?? []) {
          expect(message.document === null).toBe(message.verdict === 'rejected');
        }
      }),
      { seed, numRuns: 3000 },
    );
  });

  it('nor any bytes behind a valid ISA', () => {
    const isa = Buffer.from(valid[0] as Uint8Array).subarray(0, 107);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(inspect(Buffer.concat([isa, noise])).verdict).toBe('rejected');
      }),
      { seed, numRuns: 500 },
    );
  });
});
