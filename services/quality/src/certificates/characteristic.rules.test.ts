import { type Characteristic, findingsOf, judge, verdictOf } from './characteristic.rules.ts';

const tested = (more: Partial<Characteristic>): Characteristic => ({
  name: 'HRD',
  method: null,
  minimum: '10',
  maximum: '20',
  target: null,
  unit: null,
  measurements: [],
  statistics: [],
  stated: null,
  remark: null,
  ...more,
});

describe('our verdict on a characteristic', () => {
  it.each([
    ['every figure within', { measurements: ['10', '15.5', '20'] }, 'conforming'],
    ['a figure above', { measurements: ['15', '20.001'] }, 'nonconforming'],
    ['a figure below', { measurements: ['9.999'] }, 'nonconforming'],
    ['one limit alone', { minimum: null, measurements: ['-5'] }, 'conforming'],
    [
      'an extreme that is not listed',
      { measurements: ['15'], statistics: [{ kind: 'maximum', value: '21' }] },
      'nonconforming',
    ],
    ['spread, which is no value', { measurements: ['15'], statistics: [{ kind: 'range', value: '30' }] }, 'conforming'],
    ['no limits', { minimum: null, maximum: null, measurements: ['15'], stated: 'conforming' }, 'unjudged'],
    ['no figures', { stated: 'conforming' }, 'unjudged'],
    ['a figure that is no number', { measurements: ['15', '<11'] }, 'unjudged'],
    ['a figure outside beside one that is no number', { measurements: ['25', '<11'] }, 'nonconforming'],
    ['a limit that is no number', { maximum: 'n/a', measurements: ['25'] }, 'unjudged'],
  ] as [string, Partial<Characteristic>, string][])('with %s', (_, more, expected) => {
    expect(judge(tested(more)).verdict).toBe(expected);
  });

  it('names the figures outside, and a report that contradicts itself either way', () => {
    const bad = judge(tested({ measurements: ['9', '15', '21'], stated: 'conforming' }));
    expect(findingsOf(bad).map((f) => [f.code, f.facts['value'] ?? f.facts['verdict']])).toEqual([
      ['quality.certificate.outside-limits', '9, 21'],
      ['quality.certificate.verdict-contradicted', 'nonconforming'],
    ]);
    const good = judge(tested({ measurements: ['15'], stated: 'nonconforming' }));
    expect(findingsOf(good).map((f) => f.code)).toEqual(['quality.certificate.verdict-contradicted']);
    expect(findingsOf(judge(tested({ stated: 'conforming' })))).toEqual([]);
  });

  it('on the whole is as bad as the worst, and open while one is open', () => {
    const [good, bad, open] = [['15'], ['25'], []].map((measurements) => judge(tested({ measurements })));
    if (!good || !bad || !open) throw new Error('three were judged');
    expect([verdictOf([good, good]), verdictOf([good, open]), verdictOf([open, bad]), verdictOf([])]).toEqual([
      'conforming',
      'unjudged',
      'nonconforming',
      'unjudged',
    ]);
  });
});
