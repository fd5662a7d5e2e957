import { decimal, must } from '@tradeloom/kernel';

/** ISO 6346 letter values: A = 10, rising by one, leaving out the multiples of 11. */
const letterValue = (letter: string): number => {
  const place = letter.charCodeAt(0) - 65;
  return 10 + place + Math.floor((place + 9) / 10);
};

/** Check digit over owner code, category and serial number (ISO 6346: weights 2^n, modulo 11, 10 is written 0). */
export const checkDigitOf = (firstTen: string): number =>
  ([...firstTen].reduce((sum, c, n) => sum + (/\d/.test(c) ? Number(c) : letterValue(c)) * 2 ** n, 0) % 11) % 10;

/** `MSKU9070323`: three letters of the owner, category U, J or Z, six digits, check digit. */
export const isContainerNumber = (text: string): boolean =>
  /^[A-Z]{3}[UJZ]\d{7}$/.test(text) && checkDigitOf(text.slice(0, 10)) === Number(text[10]);

/** Usable volume is nominal; `maxGrossKg` is the ISO 668 rating most lines work with. */
export const containerTypes = {
  '20GP': { volumeM3: '33', maxGrossKg: '30480' },
  '40GP': { volumeM3: '67', maxGrossKg: '30480' },
  '40HC': { volumeM3: '76', maxGrossKg: '30480' },
} as const;
export type ContainerType = keyof typeof containerTypes;

/** A container of the shipment with the cartons stuffed into it. */
export interface Container {
  readonly number: string;
  readonly type: ContainerType;
  readonly seal: string;
  readonly tareKg: string;
  /** Verified gross mass (SOLAS VI/2): cargo, packing and container. */
  readonly vgmKg: string;
  readonly cartonFrom: number;
  readonly cartonTo: number;
  /** RFC 3339; not known of one that an earlier release loaded. */
  readonly loadedAt?: string;
}

export const mustBeContainer = ({ number, tareKg, vgmKg }: Pick<Container, 'number' | 'tareKg' | 'vgmKg'>): void => {
  must(
    isContainerNumber(number),
    'logistics.container.bad-number',
    {
      en: `${number} is no container number of ISO 6346: its check digit does not fit`,
      zh: `${number} 不是有效的集装箱号（ISO 6346 校验码不符）`,
    },
    { container: number },
  );
  must(
    decimal(vgmKg).gt(tareKg),
    'logistics.container.vgm-below-tare',
    { en: 'The verified gross mass must exceed the tare', zh: '核实总重（VGM）须大于箱体自重' },
    { vgmKg, tareKg },
  );
};
