import { checkMap } from '../src/maps/check-map.ts';
import type { CheckedMap } from '../src/maps/checked-map.ts';
import type { MapRule } from '../src/maps/partner-map.ts';

/** A map that holds. @throws Error naming what does not */
export const checked = (message: string, version: string, rules: readonly MapRule[]): CheckedMap => {
  const { map, problems } = checkMap({ message, version, rules });
  if (!map) throw new Error(problems.map((p) => `${p.rule} ${p.field} ${p.code}: ${p.message.en}`).join('\n'));
  return map;
};

export const envelope = {
  sender: { qualifier: 'ZZ', id: 'FACTORY01' },
  receiver: { qualifier: 'ZZ', id: 'PARTNER01' },
  control: 77,
  groupControl: 5,
  date: '2026-03-01',
  time: '0915',
};

/** An 850 of these segments. */
export const orderOf = (segments: string[]): Uint8Array =>
  new TextEncoder().encode(
    [
      'ISA*00*          *00*          *ZZ*PARTNER01      *ZZ*FACTORY01      *260301*0915*U*00401*000000077*0*P*>',
      'GS*PO*PARTNER01*FACTORY01*20260301*0915*77*X*004010',
      'ST*850*0001',
      ...segments,
      `SE*${segments.length + 2}*0001`,
      'GE*1*77',
      'IEA*1*000000077~',
    ].join('~'),
  );
