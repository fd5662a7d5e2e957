import { readEdifactFile } from '@tradeloom/edi';
import { Agreements, answeredTo, answersTo, readAs } from '../../test/agreements.ts';
import { edifactCustomer, newcomerRows } from '../../test/partners.ts';
import { Scene } from '../../test/scene.ts';

const partner = edifactCustomer.id;
let serial = 0;

const body = (order: string): string[] => [
  "UNH+1+ORDERS:D:96A:UN'",
  `BGM+220+${order}+9'`,
  "DTM+137:20261207:102'",
  "NAD+BY+4012345000009::9++Nordlicht'",
  "CUX+2:EUR:9'",
  "LIN+1++4012345678901:EN'",
  "QTY+21:1200:PCE'",
  "DTM+2:20270125:102'",
  "PRI+AAA:13.40'",
  "UNS+S'",
  "UNT+11+1'",
];

const nextFile = (spoil = (text: string): string => text, { asks = false, syntax = 'UNOC:3' } = {}): Buffer => {
  const reference = `N${++serial}`;
  const header = `UNB+${syntax}+4012345000009:14+6901234500017:14+261207:0930+${reference}${asks ? '++++1' : ''}'`;
  return Buffer.from(spoil([header, ...body(`45${serial}`), `UNZ+1+${reference}'`].join('\n')), 'latin1');
};

describe('a profile of a partner who speaks EDIFACT', () => {
  let scene: Scene;
  let agreements: Agreements;
  beforeAll(async () => {
    scene = await Scene.open();
    await scene.stage.seed(newcomerRows(edifactCustomer, ['order-response']));
    agreements = new Agreements(scene, partner);
  }, 60_000);
  afterAll(() => scene.close());

  const read = (file: Buffer) => readAs(scene, partner, file);
  const sent = async (description?: string) => {
    const { content } = await answeredTo(scene, partner, `46${++serial}`, description);
    return { content, text: content.toString('latin1'), interchange: readEdifactFile(content).interchanges[0] };
  };

  it('says whether there is a UNA, what separates, and what a decimal mark is', async () => {
    await agreements.agree({ edifact: { una: 'when-needed', suffix: 'crlf' } });
    expect((await sent()).text).toMatch(/^UNB\+UNOC:3\+[^\n]*'\r\nUNH/);
    const separators = { component: '|', element: '*', release: '\\', repetition: '^', terminator: '~' };
    await agreements.agree({ edifact: { ...separators, una: 'when-needed', decimalMark: ',', suffix: 'none' } });
    const { text, interchange } = await sent('Kettle *8*');
    expect(text).toMatch(/^UNA\|\*,\\ ~UNB\*UNOC\|3\*/);
    expect(text).toMatch(/PRI\*AAA\|14,85(\||~)/);
    expect(text).toContain('Kettle \\*8\\*');
    expect(interchange?.verdict).toBe('accepted');
    expect(interchange?.groups[0]?.messages[0]?.document).toMatchObject({ lines: [{ unitPrice: '14.85' }] });
  });

  it('says in which syntax, and what becomes of characters that it has not', async () => {
    await agreements.agree({ edifact: { syntax: 'UNOY:4' } });
    const chinese = await sent('电热水壶');
    expect(chinese.text).toMatch(/UNB\+UNOY:4\+/);
    expect(chinese.content.toString('utf8')).toContain('电热水壶');
    await agreements.agree({ edifact: { syntax: 'UNOA:2' }, charsets: { foreign: 'transliterate' } });
    expect((await sent('Größe 5')).text).toContain('GROSSE 5');
    await agreements.agree({ edifact: { syntax: 'UNOE:3' } });
    const { content, interchange } = await sent('Чайник');
    expect(content.includes(Buffer.from('c7d0d9ddd8da', 'hex'))).toBe(true);
    expect(interchange).toMatchObject({ charset: 'iso-8859-5', verdict: 'accepted' });
  });

  it('says by which directory, of all messages and of one type', async () => {
    await agreements.agree({ versions: { edifact: 'D.01B' } });
    expect((await sent()).text).toContain('ORDRSP:D:01B:UN');
    await agreements.agree({ versions: { edifact: 'D.01B', byType: [{ type: 'ORDRSP', version: 'D.96A' }] } });
    expect((await sent()).text).toContain('ORDRSP:D:96A:UN');
  });

  it('numbers messages on from file to file', async () => {
    await agreements.agree({ controls: { message: { first: 71, runs: 'on' } } });
    const numbers = [await sent(), await sent()].map(({ interchange }) => interchange?.groups[0]?.messages[0]?.control);
    expect(numbers).toEqual(['71', '72']);
    const [contrl] = await answersTo(scene, partner, await read(nextFile()));
    expect(contrl).toContain('UNH+73+CONTRL');
  });

  it.each([
    ['always', [1, 1, 1]],
    ['requested', [0, 1, 1]],
    ['on-error', [0, 0, 1]],
    ['never', [0, 0, 0]],
  ])('says when a CONTRL goes out: %s', async (contrl, expected) => {
    await agreements.agree({ acknowledgements: { contrl } });
    const fates = [
      await read(nextFile()),
      await read(nextFile(undefined, { asks: true })),
      await read(nextFile((text) => text.replace('QTY+21:1200', 'QTY+21:viele'))),
    ];
    expect(fates.map(({ acknowledgements }) => acknowledgements.length)).toEqual(expected);
  });

  it('asks for a CONTRL of his, or not', async () => {
    await agreements.agree({ acknowledgements: { expects: 'none' } });
    expect((await sent()).interchange?.acknowledgementRequested).toBe(false);
    await agreements.agree({});
    expect((await sent()).interchange?.acknowledgementRequested).toBe(true);
  });

  it('says what another charset than the declared one is worth', async () => {
    const foreign = (text: string): string => text.replace('Nordlicht', 'Nordlicht\u0096');
    await agreements.agree({ strictness: { charset: 'refuse' } });
    expect(await read(nextFile(foreign))).toMatchObject({ errors: [{ code: 'CHARSET_NOT_AS_DECLARED' }] });
    await agreements.agree({});
    expect(await read(nextFile(foreign))).toMatchObject({
      status: 'processed',
      errors: [{ code: 'CHARSET_NOT_AS_DECLARED', severity: 'warning' }],
    });
  });

  it('has a message read by another directory than it names', async () => {
    const status = (text: string): string =>
      text.replace(/UNH[\s\S]*UNT[^\n]*/, "UNH+1+OSTRPT:D:96A:UN'\nBGM+348+S-1+9'\nDTM+137:20261207:102'\nUNT+4+1'");
    const codesOf = async () => (await read(nextFile(status))).messages[0]?.errors.map(({ code }) => code);
    await agreements.agree({});
    expect(await codesOf()).toEqual(['MESSAGE_NOT_IN_DIRECTORY']);
    await agreements.agree({ versions: { readAs: [{ type: 'OSTRPT', version: 'D.97A' }] } });
    expect(await codesOf()).toEqual(['SEGMENT_MISSING', 'SEGMENT_MISSING']);
  });

  it('refuses what has no effect on EDIFACT', async () => {
    const answer = await agreements.save({
      acknowledgements: { ta1: 'always', expects: 'interchange' },
      charsets: { out: 'gb18030' },
    });
    expect(answer.json<{ errors: { pointer: string; code: string }[] }>().errors).toMatchObject([
      { pointer: '/charsets/out', code: 'noEffect' },
      { pointer: '/acknowledgements/ta1', code: 'noEffect' },
      { pointer: '/acknowledgements/expects', code: 'noEffect' },
    ]);
  });
});
