import { fill } from './fill-template.ts';

const filling = { start: '2026-11-23', today: '2026-12-02', values: { order: 'HP1', control: '000000042' } };

describe('a template', () => {
  it('takes values by name and dates relative to the first day and to the day of sending', () => {
    expect(fill('BEG*00*SA*{{order}}**{{D:yyyymmdd}}~', filling)).toBe('BEG*00*SA*HP1**20261123~');
    expect(fill('{{D+49:yyyymmdd}} {{T-1:yymmdd}} {{T+30:yyyy-mm-dd}}', filling)).toBe('20270111 261201 2027-01-01');
  });

  it('writes dates as Excel in China does, without leading zeros', () => {
    expect(fill('{{D+49:yyyy/m/d}},{{T:yyyy年m月d日}}', filling)).toBe('2027/1/11,2026年12月2日');
  });

  it('asks for every value that it names', () => {
    expect(() => fill('ISA*{{sender}}~', filling)).toThrow('{{sender}}');
  });
});
