import { DomainError } from '@tradeloom/kernel';
import { tradeloom } from '../main.ts';
import { recordingTerminal } from '../recording-terminal.fixture.ts';
import { answer } from './try-rule.ts';

const row = () => ({ row: ['11', '11'], because: [{ en: 'two steps', zh: '两步法' }] });

describe('tradeloom what-if', () => {
  it('prints the answer of the rule with its reasons', () => {
    const json = recordingTerminal();
    expect(answer('atp', row, {}, true, json)).toBe(0);
    expect(JSON.parse(json.outs[0] ?? '')).toEqual(row());
    const person = recordingTerminal('zh');
    expect(answer('atp', row, {}, false, person)).toBe(0);
    expect(person.outs[0]).toBe('row: 11 11\nbecause:\n  - 两步法');
  });

  it('ends with 1 when a rule says no, with its code and facts', () => {
    const no = () => {
      throw new DomainError('finance.payment-terms.not-whole', { en: 'not 100 %', zh: '不是 100%' }, { percent: '90' });
    };
    const json = recordingTerminal();
    expect(answer('payment-plan', no, {}, true, json)).toBe(1);
    expect(JSON.parse(json.outs[0] ?? '')).toEqual({
      capability: 'payment-plan',
      refused: {
        code: 'finance.payment-terms.not-whole',
        message: { en: 'not 100 %', zh: '不是 100%' },
        facts: { percent: '90' },
      },
    });
    const person = recordingTerminal('zh');
    expect(answer('payment-plan', no, {}, false, person)).toBe(1);
    expect(person.errs).toEqual(['finance.payment-terms.not-whole: 不是 100%']);
  });

  it('lets a defect of a rule through instead of calling it a refusal', () => {
    const broken = () => {
      throw new TypeError('undefined is not a function');
    };
    expect(() => answer('atp', broken, {}, true, recordingTerminal())).toThrow(TypeError);
  });

  it('ends with 1 when the scenario does not fit its schema, every error located', async () => {
    const terminal = recordingTerminal('en', '{"onHand":"1"}');
    expect(await tradeloom(['what-if', 'atp', '-', '--json'], terminal)).toBe(1);
    const { capability, errors } = JSON.parse(terminal.outs[0] ?? '');
    expect(capability).toBe('atp');
    expect(errors).toHaveLength(4);
    expect(errors[0]).toMatchObject({ pointer: '/', code: 'scenario.required' });
  });
});
