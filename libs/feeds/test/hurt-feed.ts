import JSZip from 'jszip';
import type { Draw } from './draw.ts';
import type { ValidFeed } from './valid-feeds.ts';

const mostEdits = 4;
const longestCut = 40;

// biome-ignore format: they are data
const pieces: readonly string[] = [
  ',', '，', ';', '\t', '|', '"', '""', "'", '\r', '\n', '\r\n', '\0', '\x1b', '\uFEFF', '\ufffd', '\u202e', '\ud83d\ude00',
  '', ' ', '　', '0', '-', '.', ',5', '1e9', '1.2E+03', '9'.repeat(30), '1,23', '2026', '13/13/2026', '3/5/2026', '26/3/5', '%', '万', '件', '１２',
  '订单号', '行号', '数量', '错误 (f-1)', '修改建议', 'Errors', '合计', 'sep=;\r\n', '接受', '拒绝', '=cmd|\' /C calc\'!A0', '@SUM(1)', '__proto__', 'constructor',
  'x'.repeat(70_000), ','.repeat(600), '"\n'.repeat(50), '\n'.repeat(300), '<html><table>', '<?xml version="1.0"?>', 'PK\u0003\u0004', 'ISA*00*',
];
/** Of charsets that are not the file's. */
const foreign: readonly Uint8Array[] = [
  Buffer.from([0xb6, 0xa9, 0xb5, 0xa5]),
  Buffer.from([0xff]),
  Buffer.from([0x81, 0x30, 0x81, 0x30]),
  Buffer.from([0xe8, 0xae]),
  Buffer.from([0x00, 0xd8]),
  Buffer.from([0xe9]),
  Buffer.from('订单', 'utf16le'),
];

/** Long runs of what patterns allow any number of. */
const runs: readonly string[] = [' ', '　', '9', '0', ',', '-', '[', '（', '(', '_', 'a', '\n', '日'];
const longestRun = 40_000;

const runOf = (draw: Draw): string => draw.of(runs).repeat(1 + draw.below(longestRun));

const edited = (files: readonly ValidFeed[], valid: Uint8Array, draw: Draw): Buffer => {
  let bytes = Buffer.from(valid);
  for (let edits = 1 + draw.below(mostEdits); edits > 0; edits--) {
    const at = draw.below(bytes.length + 1);
    const [before, behind] = [bytes.subarray(0, at), bytes.subarray(at)];
    const cut = draw.below(longestCut);
    const kinds: (() => Uint8Array[])[] = [
      () => [before, behind.subarray(cut)],
      () => [before, Buffer.from(runOf(draw)), behind],
      () => [before, Buffer.from(draw.of(pieces)), behind],
      () => [before, Buffer.from(draw.of(pieces)), behind.subarray(cut)],
      () => [before, Buffer.from([draw.below(256)]), behind.subarray(1)],
      () => [before, draw.of(foreign), behind],
      () => [before, behind.subarray(0, cut), behind],
      () => [before],
      () => [before, Buffer.from(draw.of(files).bytes).subarray(draw.below(400))],
    ];
    bytes = Buffer.concat(draw.of(kinds)());
  }
  return bytes;
};

// biome-ignore format: they are data
const xml: readonly string[] = [
  '<f>1+1</f>', '<c r="XFD1048576"><v>1</v></c>', '<c r="A3" t="s"><v>999999</v></c>', '<row r="1048576">', '<c t="inlineStr"><is><t>x</t></is></c>', '</row>', '<v>', '</c>',
  '<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>', '<mergeCell ref="A3:A5"/>', '&lt;', '&amp;', '&x;', '<!DOCTYPE a [<!ENTITY b "c">]>', '<![CDATA[=1+1]]>', '<!-- -->', '\0',
  ' s="99999"', ' r="A0"', ' r="ZZZZ9"', ' t="b"', ' t="e"', ' t="d"', ' t="str"', '1e308', '-1', '2958466', 'NaN', '_x0000_', 'x'.repeat(40_000), '<a>'.repeat(2_000), '<x:row>', ' xmlns:x="y"',
];

/** Hurts one part of a workbook and packs it again, so that the zip itself is whole. */
const withHurtPart = async (valid: Uint8Array, draw: Draw): Promise<Uint8Array> => {
  const zip = await JSZip.loadAsync(valid);
  const names = Object.keys(zip.files).filter((name) => /\.(xml|rels)$/.test(name));
  const name = draw.below(3) > 0 ? (names.find((one) => one.includes('worksheets/sheet1.xml')) ?? '') : draw.of(names);
  let text = (await zip.file(name)?.async('string')) ?? '';
  for (let edits = 1 + draw.below(mostEdits); edits > 0; edits--) {
    // mostly where an element begins or ends, so that it often stays well-formed
    const places = [...text.matchAll(/[<>]/g)].map(({ index }) => index);
    const at = places.length > 0 && draw.below(4) > 0 ? draw.of(places) : draw.below(text.length + 1);
    const cut = draw.below(3) === 0 ? draw.below(longestCut) : 0;
    text =
      text.slice(0, at) + (draw.below(10) === 0 ? runOf(draw) : draw.of([...xml, ...pieces])) + text.slice(at + cut);
  }
  zip.file(name, text);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
};

/** Small in the file, large once unpacked; a directory that lies; a workbook inside the workbook. */
const asBomb = async (valid: Uint8Array, draw: Draw): Promise<Uint8Array> => {
  const zip = await JSZip.loadAsync(valid);
  const sheet = (await zip.file('xl/worksheets/sheet1.xml')?.async('string')) ?? '';
  const many = (text: string, megabytes: number) => text.repeat(Math.ceil((megabytes * 1_000_000) / text.length));
  const kinds: (() => void)[] = [
    () => zip.file('xl/media/zeros.bin', Buffer.alloc(3_000_000 + draw.below(3_000_000))),
    () => zip.file('xl/worksheets/sheet1.xml', sheet.replace('</sheetData>', `${many('<row/>', 2)}</sheetData>`)),
    () => zip.file('xl/sharedStrings.xml', `<sst>${many('<si><t>a</t></si>', 2)}</sst>`),
    () => zip.file('inner.zip', valid),
    () => {
      for (let i = 0; i < 1_200; i++) zip.file(`xl/many/${i}.xml`, '');
    },
    () => zip.file('../../out.xml', 'x'),
  ];
  draw.of(kinds)();
  const packed = Buffer.from(await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' }));
  // a size in the directory that is not the part's
  const entry = packed.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  if (entry > 0 && draw.below(3) === 0) packed.writeUInt32LE(draw.below(1_000), entry + 24);
  return packed;
};

/** A valid file hurt at random: cut, spliced, in two charsets; workbooks also part by part, and as bombs. */
export const hurt = async (files: readonly ValidFeed[], draw: Draw): Promise<ValidFeed> => {
  const { name, bytes } = draw.of(files);
  if (!name.includes('xlsx')) return { name, bytes: edited(files, bytes, draw) };
  const way = draw.below(20);
  if (way === 0) return { name: `${name} (bomb)`, bytes: await asBomb(bytes, draw) };
  if (way < 5) return { name: `${name} (bytes)`, bytes: edited(files, bytes, draw) };
  return { name: `${name} (part)`, bytes: await withHurtPart(bytes, draw) };
};
