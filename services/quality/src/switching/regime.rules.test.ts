import { type Mode, planLot } from '../sampling/sampling.rules.ts';
import { startOf } from '../sampling/switching.rules.ts';
import { admit, blankRegime, decideSwitching, modesOf, type Regime, rememberLot } from './regime.rules.ts';

const between = { maker: 'jinfeng', receiver: 'hengda', item: 'KT18-BASE' };
const classes = planLot(1200, { edition: 'iso1999', level: 'II', aql: { critical: '0', major: '2.5', minor: '4.0' } });
const asStrictAs = (mode: Mode) => classes.map((plan) => ({ ...plan, mode }));
const lot = (defects: object, attempt = 1, isolated = false) => rememberLot({ classes, defects, attempt, isolated });
const lotOn = (mode: Mode, defects: object = {}) =>
  rememberLot({ classes: asStrictAs(mode), defects, attempt: 1, isolated: false });
const after = (...lots: ReturnType<typeof lot>[]): Regime =>
  lots.reduce((regime, remember) => remember(regime).state, blankRegime(between, 'iso1999'));

describe('the inspection regime of a maker and an item', () => {
  it('switches each class by itself and leaves zero acceptance out', () => {
    expect(modesOf(after(lot({ major: 6 }), lot({ major: 6, critical: 1 })))).toEqual({
      major: 'tightened',
      minor: 'normal',
    });
  });

  it('never counts a resubmission or an isolated lot', () => {
    expect(after(lot({ major: 6 }), lot({ major: 6 }, 2), lot({ major: 6 }, 1, true))).toEqual(
      after(lot({ major: 6 })),
    );
  });

  it('never counts a lot that was planned before it switched', () => {
    const tightened = after(lot({ major: 6 }), lot({ major: 6 }));
    const planned = Array.from({ length: 5 }, () => lot({}));
    expect(modesOf(after(lot({ major: 6 }), lot({ major: 6 }), ...planned))).toMatchObject({ major: 'tightened' });
    const inspected = Array.from({ length: 5 }, () => lotOn('tightened'));
    expect(modesOf(inspected.reduce((regime, remember) => remember(regime).state, tightened))).toMatchObject({
      major: 'normal',
    });
  });

  it('stops when inspection is discontinued, until the receiving side resumes it', () => {
    const stopped: Regime = { ...after(), classes: { major: startOf('tightened') } };
    const discontinued = Array.from({ length: 5 }, () => lotOn('tightened', { major: 6 })).reduce(
      (regime, remember) => remember(regime).state,
      stopped,
    );
    expect(() => modesOf(discontinued)).toThrow('quality.switching.discontinued');
    expect(() => decideSwitching('resume', 'major', false, 'jinfeng')(discontinued)).toThrow(
      'quality.switching.own-goods',
    );
    expect(modesOf(decideSwitching('resume', 'major', false, 'hengda')(discontinued).state)).toMatchObject({
      major: 'tightened',
    });
  });

  it('is reduced by the authority at a score of 30, and ends when production is no longer steady', () => {
    const ready = after(...Array.from({ length: 10 }, () => lot({})));
    const reduced = decideSwitching('reduce', 'major', true, 'hengda')(ready).state;
    expect(modesOf(reduced)).toEqual({ major: 'reduced', minor: 'normal' });
    expect(modesOf(decideSwitching('end-reduction', 'major', false, 'hengda')(reduced).state)).toMatchObject({
      major: 'normal',
    });
  });

  it('is shown to the inspection house that was named', () => {
    expect(admit('verity')(after()).state.parties).toEqual(['jinfeng', 'hengda', 'verity']);
    expect(admit(null)(after()).state.parties).toEqual(['jinfeng', 'hengda']);
  });
});
