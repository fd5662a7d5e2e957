import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeText, encodeText } from './charset.ts';
import { readFeed } from './read-feed.ts';

const chinese = '订单号,行号,完工\r\nPO-1,1,六角螺栓 3000\r\n';

describe('the charset of a feed', () => {
  it('is declared by a byte order mark', () => {
    const read = decodeText(Buffer.from(`\uFEFF${chinese}`, 'utf8'));
    expect(read).toMatchObject({ text: chinese, charset: 'utf-8', byteOrderMark: true, confidence: 'declared' });
  });

  it('is UTF-8 before GB18030, because UTF-8 also decodes as GB18030, into nonsense', () => {
    expect(decodeText(Buffer.from(chinese, 'utf8'))).toMatchObject({ charset: 'utf-8', confidence: 'proven' });
  });

  it('is GB18030 when the double bytes are everyday hanzi, and says how many', () => {
    const read = decodeText(iconv.encode(chinese, 'gb18030'));
    expect(read).toMatchObject({ text: chinese, charset: 'gb18030', confidence: 'likely' });
    expect(read?.evidence.zh).toContain('常用汉字');
  });

  it('is UTF-16 without a mark when every other byte is zero', () => {
    expect(decodeText(iconv.encode(chinese, 'utf-16le'))).toMatchObject({ text: chinese, charset: 'utf-16le' });
    expect(decodeText(iconv.encode(chinese, 'utf-16be'))).toMatchObject({ text: chinese, charset: 'utf-16be' });
  });

  it('is windows-1252 for western letters, not hanzi', () => {
    const german = 'Bestellung;Größe;Prüfung\r\nPO-1;für Müller;déjà vu\r\n';
    expect(decodeText(iconv.encode(german, 'win1252'))).toMatchObject({ text: german, charset: 'windows-1252' });
  });

  it('is undecidable for bytes that are no text', () => {
    expect(decodeText(Uint8Array.from([0x01, 0x02, 0x81, 0x8d, 0xff, 0x07]))).toBeUndefined();
  });

  it('comes back to the same bytes', () => {
    for (const charset of ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const) {
      const { bytes } = encodeText(chinese, { charset, byteOrderMark: true });
      expect(decodeText(bytes)).toMatchObject({ text: chinese, charset, byteOrderMark: true });
    }
  });

  it('never writes a question mark for a character that it lacks: the file becomes UTF-8', () => {
    const written = encodeText('Größe;错误', { charset: 'windows-1252', byteOrderMark: false });
    expect(written.charset).toBe('utf-8');
    expect(decodeText(written.bytes)?.text).toBe('Größe;错误');
  });

  it('is found or refused, never a crash, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const read = decodeText(bytes);
        expect(read === undefined || typeof read.text === 'string').toBe(true);
      }),
      { seed: 20_260_305, verbose: 1 },
    );
  });

  it('is not UTF-8 where Chinese is valid UTF-8 only by chance', () => {
    const stopped = 'Order No,Line,Good,Remark\r\nPO-1,1,5,停\r\n';
    expect(decodeText(iconv.encode(stopped, 'gb18030'))).toMatchObject({ text: stopped, charset: 'gb18030' });
    for (const text of ['Order No,Remark\nPO-1,café\n', 'Order No,Item\nPO-1,轴Φ20\n', 'Order No,Item\nPO-1,Φ20\n']) {
      expect(decodeText(Buffer.from(text))).toMatchObject({ text, confidence: 'proven' });
    }
    expect(decodeText(Buffer.from('Order No,Remark\nPO-1,é\n'))).toMatchObject({
      charset: 'utf-8',
      confidence: 'likely',
    });
  });
});

/** What stands in suppliers' remarks: mostly everyday hanzi, sometimes rare ones, Latin, Greek, signs, emoji. */
const remark = fc.string({
  maxLength: 12,
  unit: fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        ...'的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经',
      ),
    },
    { weight: 2, arbitrary: fc.constantFrom(...'停模锰鑫喆㙍𠮷龘淼') },
    { weight: 2, arbitrary: fc.constantFrom(...'abcXYZ019 -/.') },
    { weight: 1, arbitrary: fc.constantFrom(...'éüßΦµ×°±Ω①②㎡℃…—“”，。；') },
    { weight: 1, arbitrary: fc.constantFrom('\u{1F600}', '\u00a0', '\u3000', '\u200b') },
  ),
});
const headers = fc.constantFrom(
  ['订单号', '行号', '完工', '备注'],
  ['Order No', 'Line', 'Good', 'Remark'],
  ['订单号 Order No.', '行号', '良品 Good', 'Remark'],
);
const seed = 20_261_105;

describe(`a table in any charset (seed ${seed})`, () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const)(
    'of %s says what it says in another, or is refused, or says that it was guessed',
    async (charset) => {
      let same = 0;
      let all = 0;
      await fc.assert(
        fc.asyncProperty(
          headers,
          fc.array(remark, { minLength: 1, maxLength: 8 }),
          fc.boolean(),
          async (head, notes, mark) => {
            const rows = notes.map((note, i) => ['PO-1', String(i + 1), '5', `"${note}"`]);
            const text = [head, ...rows].map((cells) => cells.join(',')).join('\r\n');
            const bytes = encodeText(text, { charset, byteOrderMark: mark }).bytes;
            const reading = await readFeed(bytes, { receivedAt: '2026-03-06T02:00:00Z' });
            const read = decodeText(bytes);
            all += 1;
            if (read?.text === text) same += 1;
            else if (reading.verdict !== 'rejected') {
              expect(reading.errors.map(({ code }) => code)).toContain('feed.charset.guessed');
            }
            if (mark) expect(read?.text).toBe(text);
          },
        ),
        { seed, numRuns: 400 },
      );
      expect(same).toBeGreaterThan(all * 0.9);
    },
  );
});
