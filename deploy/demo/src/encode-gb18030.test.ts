import { encodeGb18030 } from './encode-gb18030.ts';

describe('GB18030', () => {
  it('reads back what was written, full-width digits and Chinese headers included', () => {
    const text = '委外单号,项次,完工良品\r\nTL-1,1,３６０\r\n';
    expect(new TextDecoder('gb18030').decode(encodeGb18030(text))).toBe(text);
  });

  it('has two bytes for 慈 (B4 C8) and one for ASCII', () => {
    expect([...encodeGb18030('慈A')]).toEqual([0xb4, 0xc8, 0x41]);
  });

  it('refuses what needs four bytes instead of writing something else', () => {
    expect(() => encodeGb18030('𠮷')).toThrow(RangeError);
  });
});
