import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeText, encodeText } from './charset.ts';

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
});
