import { type ElementRule, elementRule } from './elements.ts';
import type { TableVersion } from './envelope-headers.ts';

/**
 * The elements of the segments that the supported sets use, facts of the X12 segment directory: data element numbers
 * in order, `!` mandatory, `C0.. ` a composite (its parts in brackets). Behind `;` the syntax notes: P paired,
 * R required, E exclusion, C conditional, L list conditional. `...` says that later elements are not listed here and
 * not checked. A segment that is not in this table is checked for its place only.
 */
const table = `
ST 143! 329! 1705
SE 96! 329!
BEG 353! 92! 324! 328 373! 367 587 1019 1166 1232 786 640
CUR 98! 100! 280 98 100 669 374 373 337 374 373 337 374 373 337 374 373 337 374 373 337
REF 128! 127 352 (128 127 128 127 128 127) ; R0203
PER 366! 93 365 364 365 364 365 364 443 ; P0304 P0506 P0708
FOB 146! 309 352 334 335 309 352 54 352 ; C0302 C0405 C0706 C0908
ITD 336 333 338 370 351 446 386 362 388 389 342 352 765 107 954 ; L03040513 L08040513 L091011
DTM 374! 373 337 623 1250 1251 ; R020305 C0403 P0506
TD1 103 80 23 22 79 187 81 355 183 355 ; C0102 C0304 C0607 P0708 P0910
TD3 40 206 207 187 81 355 102 407 225 24 ; C0203 C0405 P0506
TD5 133 66 67 91 387 368 731 309 310 731 732 733 284 284 284 ... ; R0204050612 C0203 C0708 C1011
N1 98! 93 66 67 706 98 ; R0203 P0304
N2 93! 93
N3 166! 166
N4 19 156 116 26 309 310 1715 ; C0605
N9 128! 127 369 373 337 623 (128 127 128 127 128 127) ; R0203 C0605
MSG 933! 934 1470 ; C0302
MTX 363 1551 1551 934 1470 ...
NTE 363 352!
PO1 350 330 355 212 639 @ ; C0302 C0504
POC 350 670! 330 671 (355 ...) 212 639 @ ; C0706
IT1 350 358 355 212 639 @ ; P020304
PID 349! 750 559 751 352 752 822 1073 819 ; C0403 R0405 C0703 C0804 C0905
SCH 380! 355! 98 93 374! 373! 337 374 373 337 326 350 ; L080910
ACK 668! 380 355 374 373 326 @ 559 822 1271 ; P0203 C0405
QTY 673! 380 (355 ...) 61 ; R0204 E0204
CTT 354! 347 81 355 183 355 352 ; P0304 P0506
AMT 522! 782! 478
PAM 673 380 (355 ...) 522 782 ...
BAK 353! 587! 324! 373! 328 326 367 127 373 640
BCH 353! 92! 324! 328 327 373! 326 367 127 373 373 ...
BCA 353! 587! 324! 328 327 373! 326 367 127 373 373 ...
BSR 850! 847! 127! 373! ...
HL 628! 734 735! 736
PRF 324! 328 327 373 350 367 92
ISR 368! 373 641 ...
LM 559! 822
LQ 1270 1271 ; C0102
BSN 353! 396! 373! 337! 1005 640 641 ; C0706
LIN 350 235! 234! 235 234 235 234 235 234 235 234 235 234 235 234 235 234 235 234 235 234 235 234 235 234 235 234 235 234 235 234 ; P0405 P0607 P0809 P1011 P1213 P1415
SN1 350 382! 355! 646 330 355 728 668 ; P0506
V1 597 182 26 55 140 ... ; R0102
BRA 127! 373! 353! 962! 337 ...
RCD 350 663 (355 ...) 664 (355 ...) 667 (355 ...) 412 667 (355 ...) 412 667 (355 ...) 412 667 (355 ...) 412 667 (355 ...) 412 ; P0203 P0405
BIG 373! 76! 373 324 328 327 640 353 306 ...
TXI 963! 782 954 955 956 441 662 828 325 350 ; R020306 P0405
TDS 610! 610 610 610
BPR 305! 782! 478! 591! 812 506 507 569 508 509 510 506 507 569 508 373 ... ; P0607 C0809 P1213 C1415
TRN 481! 127! 509 127
ENT 554 98 66 67 98 66 67 128 127 ; P020304 P050607 P0809
RMR 128 127 482 782 782 782 426 782 ; P0102 P0708
ADX 782! 426! 128 127 ; P0304
BGN 353! 127! 373! 337 623 127 640 306 786 ; C0504
OTI 110! 128! 127! 142 124 373 337 28 329 143 480 ...
TED 647! 3 721 719 722 725 724 724 ...
BFR 353! 127 328 675! 676! 373! 373 373! 373 367 324 783 306 ; R0203
BSS 353! 127! 373! 675! 373! 373! 328 127 367 324 676 ; R0708
UIT (355! ...)! 212 639 ; C0302
ATH 672! 373 380 380 373 ; R0203 C0305 C0405
FST 380! 680! 681! 373! 373 374 337 128 127 783 673 426 352 ; P0607 P0809
SDQ 355! 66 67! 380! 67 380 67 380 67 380 67 380 67 380 67 380 67 380 67 380 67 380 310 ; P0506 P0708 P0910
SDP 678! 679! 678 679 678 679 678 679 ; P0304 P0506 P0708
JIT 380! 337!
SHP 673 380 374 373 337 373 337 ; C0102 L030405 C0403 C0503
BIA 353! 755! 127! 373! 337 306
BSI 127! 373! 847! 848 849 337 353 640 306
BTR 353! 373! 337 755 127 127 786 1005
CID 738 750 559 751 352 822 1073
TMD 750 559 751 937 938 352 373 127 822 ; P0203 C0902
MEA 737 738 739 (355! ...) 740 741 935 936 752 1373 1270 1271 ; R03050608 E0412 L050412 L060412 L07030506 E0803
STA 950! 739! (355! ...) 738 737 740 741 935
AK1 479! 28! 480
AK2 143! 329! 1705
AK3 721! 719! 447 720 720 720 720 720
AK4 (722! 1528 1686)! 725 723! 724
AK5 717! 718 718 718 718 718
IK3 721! 719! 447 620
CTX 998! 721 719 447 (722! 1528 1686) (725! 725)
IK4 (722! 1528 1686)! 725 621! 724
IK5 717! 618 618 618 618 618
AK9 715! 97! 123! 2! 716 716 716 716 716
`;

export interface Component {
  rule: ElementRule | null;
  mandatory: boolean;
}

export interface ElementSlot {
  mandatory: boolean;
  /** Null: not checked. */
  rule: ElementRule | null;
  /** For a composite. */
  components?: Component[];
  /** A composite may have more components than listed. */
  openComponents?: boolean;
  /** A composite with a mandatory component behind the first. */
  needsMore?: boolean;
}

export interface SyntaxNote {
  text: string;
  kind: 'P' | 'R' | 'E' | 'C' | 'L';
  elements: number[];
  /** The same as bits, bit n for element n: all of them, the first, the others. */
  all: number;
  first: number;
  others: number;
}

export interface SegmentTable {
  slots: ElementSlot[];
  notes: SyntaxNote[];
  /** Elements beyond the listed ones exist. */
  open: boolean;
}

/** Ten pairs of product id qualifier and product id, as PO1, POC, IT1 and ACK end with. */
const idPairs = '235 234 '.repeat(10);

const unlisted = new Set(['728', '441', '662', '828', '325', '998', '1528', '1686']);

const parse = (version: TableVersion): Map<string, SegmentTable> => {
  const ruleOf = (number: string): ElementRule | null => (unlisted.has(number) ? null : elementRule(number, version));
  const simple = (token: string): Component => ({
    rule: ruleOf(token.replace('!', '')),
    mandatory: token.endsWith('!'),
  });
  const slotOf = (token: string): ElementSlot => {
    if (!token.startsWith('(')) return simple(token);
    const parts = token
      .replace(/[()]!?/g, '')
      .trim()
      .split(/\s+/);
    const listed = parts.filter((p) => p !== '...');
    const components = listed.map(simple);
    return {
      mandatory: token.endsWith('!'),
      rule: null,
      components,
      needsMore: components.slice(1).some(({ mandatory }) => mandatory),
      openComponents: listed.length < parts.length,
    };
  };
  return new Map(
    table
      .trim()
      .split('\n')
      .map((line) => {
        const [shape, notes = ''] = line.replace('@', idPairs).split(';') as [string, string?];
        const [id, ...tokens] = shape.match(/\([^)]*\)!?|\S+/g) as [string, ...string[]];
        const slots = tokens.filter((t) => t !== '...').map(slotOf);
        const pairs = line.includes('@') ? pairNotes(tokens) : [];
        return [
          id,
          {
            slots,
            notes: [...notes.trim().split(/\s+/).filter(Boolean).map(noteOf), ...pairs],
            open: tokens.includes('...'),
          },
        ];
      }),
  );
};

const pairNotes = (tokens: string[]): SyntaxNote[] =>
  tokens.flatMap((token, i) => {
    const at = (n: number): string => String(n).padStart(2, '0');
    return token === '235' ? [noteOf(`P${at(i + 1)}${at(i + 2)}`)] : [];
  });

const noteOf = (text: string): SyntaxNote => {
  const elements = (text.slice(1).match(/\d\d/g) as string[]).map(Number);
  const [first = 0, ...others] = elements;
  const bits = (places: readonly number[]): number => places.reduce((sum, n) => sum | (1 << n), 0);
  const kind = text[0] as SyntaxNote['kind'];
  return { text, kind, elements, all: bits(elements), first: bits([first]), others: bits(others) };
};

const tables: Record<TableVersion, Map<string, SegmentTable>> = {
  '004010': parse('004010'),
  '005010': parse('005010'),
};

export const segmentTable = (id: string, version: TableVersion): SegmentTable | undefined => tables[version].get(id);
