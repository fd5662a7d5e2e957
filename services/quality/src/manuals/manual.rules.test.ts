import { readFileSync } from 'node:fs';
import { manualInForce as inForce, type Manual } from './manual.rules.ts';
import { hashOf } from './manual-hash.ts';

const manualInForce = (manuals: readonly Manual[], item: string, on: string) => inForce(manuals, item, on, hashOf);
const specification: Manual['specification'] = {
  standard: { edition: 'iso1999', level: 'II', aql: { critical: '0', major: '2.5', minor: '4.0' } },
  checkpoints: [{ code: 'LID', text: { en: 'Lid closes', zh: '壶盖闭合' }, media: [] }],
};
const content = { item: 'KT-18', manualVersion: '3', specification };
const signed = (organisation: string, signedOn = '2025-01-10') => ({ organisation, person: 'p', signedOn });
const manual: Manual = {
  ...content,
  id: 'manual.KT-18.3',
  version: 0,
  parties: [],
  effectiveFrom: '2025-01-15',
  hash: hashOf(content),
  signatures: [signed('harbor-pine'), signed('eastbridge'), signed('hengda')],
};
const on = '2026-12-07';

describe('the quality manual', () => {
  it('is in force with three signatures', () => {
    expect(manualInForce([manual], 'KT-18', on)).toBe(manual);
  });

  it('is not in force with three signatures of two parties, before its day, or for another item', () => {
    const twice = { ...manual, signatures: [signed('eastbridge'), signed('eastbridge'), signed('hengda')] };
    for (const [manuals, item, day] of [
      [[twice], 'KT-18', on],
      [[manual], 'KT-18', '2025-01-14'],
      [[manual], 'TS-04', on],
    ] as const) {
      expect(() => manualInForce(manuals, item, day)).toThrow('quality.manual.none-in-force');
    }
  });

  it('gives way to a newer version once that is signed by all', () => {
    const newer = {
      ...manual,
      manualVersion: '4',
      effectiveFrom: '2026-06-01',
      signatures: [signed('eastbridge'), signed('hengda')],
    };
    expect(manualInForce([manual, newer], 'KT-18', on).manualVersion).toBe('3');
    const complete = { ...newer, signatures: [...newer.signatures, signed('harbor-pine')] };
    const hashed = { ...complete, hash: hashOf(complete) };
    expect(manualInForce([manual, hashed], 'KT-18', on).manualVersion).toBe('4');
  });

  it('is the one that was signed last where two take effect on one day, then the higher version', () => {
    const version = (manualVersion: string, signedOn = '2025-01-10'): Manual => {
      const signatures = manual.signatures.map((each) => ({ ...each, signedOn }));
      return { ...manual, manualVersion, signatures, hash: hashOf({ ...content, manualVersion }) };
    };
    const [nine, ten, mended] = [version('9'), version('10'), version('2', '2025-01-12')];
    for (const manuals of [
      [nine, ten],
      [ten, nine],
    ]) {
      expect(manualInForce(manuals, 'KT-18', on).manualVersion).toBe('10');
      expect(manualInForce([...manuals, mended], 'KT-18', on).manualVersion).toBe('2');
    }
  });

  it('is refused when it differs from what was signed', () => {
    const altered = { ...manual, specification: { ...specification, checkpoints: [] } };
    expect(() => manualInForce([altered], 'KT-18', on)).toThrow('quality.manual.altered');
  });

  it('has the same hash whatever the order of its fields', () => {
    const { item, manualVersion } = manual;
    const { checkpoints, standard } = specification;
    expect(hashOf({ specification: { checkpoints, standard }, manualVersion, item })).toBe(manual.hash);
  });

  it('of every demo item is signed and unaltered', () => {
    const file = new URL('../../../../deploy/demo/master-data/quality.json', import.meta.url);
    const rows: Record<string, unknown>[] = JSON.parse(readFileSync(file, 'utf8'))['quality.manuals'];
    const manuals = rows.map((row) => ({
      ...row,
      manualVersion: row['manual_version'],
      effectiveFrom: row['effective_from'],
    })) as unknown as Manual[];
    for (const { item } of manuals) expect(manualInForce(manuals, item, on).item).toBe(item);
    expect(manuals.map(({ item }) => item).sort()).toEqual([
      'KT-18',
      'KT18-BASE',
      'KT18-BODY',
      'KT18-LID',
      'TS-04',
      'TS04-KNOB',
      'TS04-SHELL',
    ]);
  });
});
