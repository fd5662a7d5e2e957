import {
  activateMap,
  changeDraft,
  draftMap,
  noteTrial,
  type PartnerMapVersion,
  retireMap,
} from './partner-map.rules.ts';

const [monday, tuesday, wednesday] = ['2026-12-07', '2026-12-08', '2026-12-09'].map((day) => new Date(day)) as [
  Date,
  Date,
  Date,
];
const rule = { path: 'orderNumber', at: 'BEG03' };
const draft = draftMap(
  { id: 'm', parties: ['a', 'b'], partner: 'a', message: '850', release: '004010', number: 1 },
  { rules: [], by: 'ops', at: monday },
).state;
const trial = { at: tuesday, by: 'ops', messages: 3, different: 1, lost: 0 };
const tried = noteTrial(trial, monday)(draft).state;
const active = activateMap('ops', wednesday)(tried).state;

describe("a version of a partner's map", () => {
  it('comes in force after a trial only', () => {
    expect(() => activateMap('ops', tuesday)(draft)).toThrow('gateway.map.not-tried');
    expect(tried).toMatchObject({ status: 'tried', trial });
    expect(active).toMatchObject({ status: 'active', activatedBy: 'ops', activatedAt: wednesday });
    expect(activateMap('other', wednesday)(active).state).toBe(active);
  });

  it('has to be tried again when it was changed', () => {
    const changed = changeDraft({ rules: [rule], by: 'other', at: wednesday })(tried).state;
    expect(changed).toMatchObject({ status: 'draft', trial: null, rules: [rule], changedBy: 'other' });
    expect(() => activateMap('ops', wednesday)(changed)).toThrow('gateway.map.not-tried');
  });

  it('is not tried by a trial of what it was before', () => {
    const changed = changeDraft({ rules: [rule], by: 'other', at: tuesday })(draft).state;
    expect(noteTrial(trial, monday)(changed).state).toBe(changed);
  });

  it('stays as it is once it was in force, and may only be retired', () => {
    const retired = retireMap(wednesday)(active).state;
    expect(retired).toMatchObject({ status: 'retired', retiredAt: wednesday });
    expect(retireMap(wednesday)(draft).state).toBe(draft);
    const attempts: ((map: PartnerMapVersion) => unknown)[] = [
      changeDraft({ rules: [], by: 'ops', at: wednesday }),
      noteTrial(trial, monday),
    ];
    for (const attempt of attempts)
      for (const map of [active, retired]) expect(() => attempt(map)).toThrow('gateway.map.not-open');
    expect(() => activateMap('ops', wednesday)(retired)).toThrow('gateway.map.not-open');
  });
});
