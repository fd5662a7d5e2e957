import type { TableVersion } from './envelope-headers.ts';

/**
 * Data elements (type, minimum, maximum length) that the supported sets use, facts of the X12 data element
 * dictionary, 004010; where 005010 differs the second figure holds. AN text, ID code, R decimal, N0/N2 integer with
 * implied decimals, DT CCYYMMDD, TM HHMM[SS[D[D]]].
 */
const table = `
2 N0 1 6 | 3 AN 1 60 | 19 AN 2 30 | 22 AN 1 30 | 23 ID 1 1 | 24 ID 4 4 | 26 ID 2 3 | 28 N0 1 9 | 40 ID 2 2 |
54 ID 2 2 | 55 AN 2 10 | 61 AN 1 30 | 66 ID 1 2 | 67 AN 2 80 | 76 AN 1 22 | 79 AN 1 50 | 80 N0 1 7 | 81 R 1 10 |
84 AN 1 60 | 86 ID 1 6 | 91 ID 1 2 | 92 ID 2 2 | 93 AN 1 60 | 96 N0 1 10 | 97 N0 1 6 | 98 ID 2 3 | 100 ID 3 3 |
102 ID 1 1 | 103 AN 3 5 | 107 ID 1 2 | 110 ID 1 2 | 116 ID 3 15 | 123 N0 1 6 | 124 AN 2 15 | 127 AN 1 30/50 |
128 ID 2 3 | 133 ID 1 2 | 140 ID 2 4 | 142 AN 2 15 | 143 ID 3 3 | 146 ID 2 2 | 156 ID 2 2 | 166 AN 1 55 |
182 AN 2 28 | 183 R 1 8 | 187 ID 1 2 | 206 AN 1 4 | 207 AN 1 10/15 | 212 R 1 17 | 225 AN 2 15 | 234 AN 1 48 |
235 ID 2 2 | 280 R 4 10 | 284 ID 2 2 | 305 ID 1 2 | 306 ID 1 2 | 309 ID 1 2 | 310 AN 1 30 | 324 AN 1 22 |
326 AN 1 45 | 327 AN 1 8 | 328 AN 1 30 | 329 AN 4 9 | 330 R 1 15 | 333 ID 1 2 | 334 ID 2 2 | 335 ID 3 3 |
336 ID 2 2 | 337 TM 4 8 | 338 R 1 6 | 342 R 1 5 | 347 R 1 10 | 349 ID 1 1 | 350 AN 1 20 | 351 N0 1 3 | 352 AN 1 80 |
353 ID 2 2 | 354 N0 1 6 | 355 ID 2 2 | 358 R 1 10/15 | 362 N2 1 10 | 363 ID 3 3 | 364 AN 1 80/256 | 365 ID 2 2 |
366 ID 2 2 | 367 AN 1 30 | 368 ID 2 2 | 369 AN 1 45 | 370 DT 8 8 | 373 DT 8 8 | 374 ID 3 3 | 380 R 1 15 |
382 R 1 10 | 386 N0 1 3 | 387 AN 1 35 | 388 DT 8 8 | 389 N2 1 10 | 396 AN 2 30 | 407 ID 2 2 | 412 ID 2 2 |
426 ID 2 2 | 443 AN 1 20 | 446 DT 8 8 | 447 AN 1 6 | 455 ID 1 2 | 478 ID 1 1 | 479 ID 2 2 | 480 AN 1 12 |
481 ID 1 2 | 482 ID 2 2 | 506 ID 2 2 | 507 AN 3 12 | 508 AN 1 35 | 509 AN 10 10 | 510 AN 9 9 | 522 ID 1 3 |
554 N0 1 6 | 559 ID 2 2 | 569 ID 1 3 | 587 ID 2 2 | 591 ID 3 3 | 597 ID 1 8 | 610 N2 1 15 | 618 ID 1 3 | 620 ID 1 3 | 621 ID 1 3 | 623 ID 2 2 |
628 AN 1 12 | 639 ID 2 2 | 640 ID 2 2 | 641 ID 3 3 | 646 R 1 15 | 647 ID 1 3 | 649 R 1 10 | 663 R 1 9 | 664 R 1 9 |
667 R 1 9 | 668 ID 2 2 | 669 ID 3 3 | 670 ID 2 2 | 671 R 1 9 | 672 ID 2 2 | 673 ID 2 2 | 675 ID 2 2 | 676 ID 1 1 | 678 ID 1 2 | 679 ID 1 1 | 680 ID 1 1 | 681 ID 1 1 | 706 ID 2 2 | 715 ID 1 1 |
716 ID 1 3 | 717 ID 1 1 | 718 ID 1 3 | 719 N0 1 6/10 | 720 ID 1 3 | 721 ID 2 3 | 722 N0 1 2 | 723 ID 1 3 |
724 AN 1 99 | 725 N0 1 4 | 731 ID 1 2 | 732 ID 2 2 | 733 R 1 4 | 734 AN 1 12 | 735 ID 1 2 | 736 ID 1 1 | 737 ID 2 2 | 738 ID 1 3 | 739 R 1 20 | 740 R 1 20 | 741 R 1 20 | 750 ID 2 3 |
751 AN 1 12 | 752 ID 2 2 | 755 ID 2 2 | 765 N0 1 2 | 782 R 1 18 | 783 ID 2 2 | 786 ID 2 2 | 812 ID 1 10 | 819 ID 2 3 | 822 AN 1 15 |
847 ID 2 2 | 848 ID 1 3 | 849 ID 1 3 | 850 ID 1 2 | 933 AN 1 264 | 934 ID 2 2 | 935 ID 2 2 | 936 ID 2 2 | 937 ID 2 2 | 938 ID 2 2 | 950 ID 2 2 | 954 R 1 10 | 955 ID 2 2 | 956 AN 1 10 | 962 ID 1 1 |
963 ID 2 2 | 1005 ID 4 4 | 1019 ID 3 3 | 1073 ID 1 1 | 1166 ID 2 2 | 1232 ID 2 2 | 1250 ID 2 3 | 1251 AN 1 35 |
1270 ID 1 3 | 1271 AN 1 30 | 1373 ID 2 4 | 1470 N0 1 9 | 1551 AN 1 4096 | 1705 AN 1 35 | 1715 ID 1 3`;

export type ElementType = 'AN' | 'ID' | 'R' | 'N' | 'DT' | 'TM';

/** What the type alone does not say: currencies are three letters, counts and positions have no sign. */
const shapes: Readonly<Record<string, RegExp>> = {
  '100': /^[A-Z]{3}$/,
  ...Object.fromEntries(['2', '80', '96', '97', '123', '354', '719', '722'].map((count) => [count, /^\d+$/])),
};

export interface ElementRule {
  /** Data element number, `373`. */
  number: string;
  type: ElementType;
  min: number;
  max: number;
  shape?: RegExp;
}

const parse = (version: TableVersion): Map<string, ElementRule> =>
  new Map(
    table.split('|').map((entry) => {
      const [number, type, min, max] = entry.trim().split(/\s+/) as [string, string, string, string];
      const [max4010, max5010] = max.split('/') as [string, string?];
      const longest = version === '005010' ? (max5010 ?? max4010) : max4010;
      const kind = type.startsWith('N') ? 'N' : (type as ElementType);
      const shape = shapes[number];
      return [number, { number, type: kind, min: Number(min), max: Number(longest), ...(shape ? { shape } : {}) }];
    }),
  );

const tables: Record<TableVersion, Map<string, ElementRule>> = { '004010': parse('004010'), '005010': parse('005010') };

export const elementRule = (number: string, version: TableVersion): ElementRule => {
  const rule = tables[version].get(number);
  if (!rule) throw new Error(`data element ${number} is used but not in the table`);
  return rule;
};
