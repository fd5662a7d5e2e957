import { contentsOf, isContext, Malformed, octetsOf, oidOf, parseBer, within } from './read-ber.ts';
import { context, contextOctets, octetString, oid, sequence, setOf, smallInteger, time } from './write-der.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('DER', () => {
  // X.690 8.19.5, and what OpenSSL prints
  it.each([
    ['1.2.840.113549.1.7.2', '06 09 2a 86 48 86 f7 0d 01 07 02'],
    ['2.100.3', '06 03 81 34 03'],
    ['2.16.840.1.101.3.4.2.1', '06 09 60 86 48 01 65 03 04 02 01'],
    ['1.3.14.3.2.26', '06 05 2b 0e 03 02 1a'],
  ])('writes and reads the object identifier %s', (dotted, bytes) => {
    expect(oid(dotted)).toEqual(hex(bytes));
    expect(oidOf(parseBer(hex(bytes)), 'it')).toBe(dotted);
  });

  it.each([0, 1, 127, 128, 255, 256, 65_535, 65_536, 20_000_000])('writes and reads %d bytes', (length) => {
    const bytes = Buffer.alloc(length, 7);
    expect(octetsOf(parseBer(octetString(bytes)), 'it').equals(bytes)).toBe(true);
  });

  it('writes lengths in the fewest octets', () => {
    expect(octetString(Buffer.alloc(127)).subarray(0, 2)).toEqual(hex('04 7f'));
    expect(octetString(Buffer.alloc(128)).subarray(0, 3)).toEqual(hex('04 81 80'));
    expect(octetString(Buffer.alloc(256)).subarray(0, 4)).toEqual(hex('04 82 01 00'));
  });

  it('writes times as certificates have them, and the elements of a set in their order', () => {
    expect(time(new Date('2049-12-31T23:59:59.999Z')).toString('latin1', 2)).toBe('491231235959Z');
    expect(time(new Date('2050-01-01T00:00:00Z')).toString('latin1', 2)).toBe('20500101000000Z');
    expect(setOf(smallInteger(2), smallInteger(1))).toEqual(hex('31 06 02 01 01 02 01 02'));
  });

  it('knows tagged elements, primitive and constructed', () => {
    const [first, second] = within(parseBer(sequence(contextOctets(0, hex('aa')), context(1, smallInteger(5)))), 'it');
    expect([isContext(first, 0), isContext(second, 1), isContext(first, 1), isContext(undefined, 0)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(contentsOf(within(second, 'it')[0], 'it')).toEqual(hex('05'));
  });
});

describe('BER', () => {
  it.each([
    ['in pieces', '24 08 04 02 01 02 04 02 03 04'],
    ['in pieces of indefinite length', '24 80 04 02 01 02 04 02 03 04 00 00'],
    ['in pieces that are in pieces', '24 80 24 80 04 01 01 00 00 04 03 02 03 04 00 00'],
    ['tagged, in pieces', 'a0 80 04 02 01 02 04 02 03 04 00 00'],
    ['with a length of more octets than it needs', '04 84 00 00 00 04 01 02 03 04'],
    ['with a line end behind it', '04 04 01 02 03 04 0d 0a'],
  ])('reads octets %s', (_, bytes) => {
    expect(octetsOf(parseBer(hex(bytes)), 'it')).toEqual(hex('01 02 03 04'));
  });

  it.each([
    ['nothing', ''],
    ['a tag alone', '04'],
    ['fewer bytes than it says', '04 05 01 02'],
    ['an element without its end', '30 80 05 00'],
    ['a primitive element without a length', '04 80 01 00 00'],
    ['a reserved length', '04 ff 01'],
    ['a length of nine octets', '04 89 00 00 00 00 00 00 00 00 01 00'],
    ['a tag of many octets', '1f 81 01 00'],
    ['something behind it', '05 00 05 00'],
    ['indefinite lengths 100 deep', '30 80'.repeat(100) + '00 00'.repeat(100)],
  ])('refuses %s', (_, bytes) => {
    expect(() => parseBer(hex(bytes))).toThrow(Malformed);
  });

  it('refuses octets made of something else, in too many pieces, or nested too deep', () => {
    const octets = (bytes: Buffer): Buffer => octetsOf(parseBer(bytes), 'it');
    let deep = hex('04 01 01');
    for (let level = 0; level < 100; level += 1) deep = Buffer.concat([hex('24'), sequence(deep).subarray(1)]);
    expect(() => octets(hex('24 03 02 01 01'))).toThrow('made of something else');
    expect(() => octets(context(0, Buffer.alloc(20_000, hex('04 00'))))).toThrow('too many pieces');
    expect(() => octets(deep)).toThrow('nested too deep');
  });
});
