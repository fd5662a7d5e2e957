import { DomainError } from '@tradeloom/kernel';
import { isTransient } from './is-transient.ts';

const coded = (code: string) => Object.assign(new Error('from the database'), { code });

describe('a fault', () => {
  it.each([
    coded('57P01'),
    coded('ECONNREFUSED'),
    coded('40P01'),
    coded('25006'),
    coded('42P01'),
    new Error('Connection terminated unexpectedly'),
    Object.assign(new Error('14 UNAVAILABLE'), { statusCode: 503 }),
  ])('is no fault of the event: %s', (error) => {
    expect(isTransient(error)).toBe(true);
  });

  it.each([
    new TypeError('undefined is not a function'),
    coded('23505'),
    coded('22P02'),
    new DomainError('a.b', { en: 'No', zh: '否' }),
    'thrown',
    undefined,
  ])('counts as a try: %s', (error) => {
    expect(isTransient(error)).toBe(false);
  });
});
