import { DomainError, notFound } from '@tradeloom/kernel';
import { problemOf } from './problem.filter.ts';

const fault = (code: string): Error => Object.assign(new Error('from below'), { code });

describe('a problem', () => {
  it.each([
    ['a rule’s refusal', new DomainError('orders.order.closed', { en: 'Closed', zh: '已关闭' }), 422],
    ['what is not there', notFound('order', 'o-1'), 404],
    ['a NUL on its way to the database', fault('22021'), 400],
    ['a number beyond its column', fault('22003'), 400],
    ['the second of two that may be there once', fault('23505'), 409],
    ['a database that shuts down', fault('57P01'), 503],
    ['a full disk of the database', fault('53100'), 503],
    ['a full disk of its own', fault('ENOSPC'), 503],
    ['a service that is away', fault('ECONNREFUSED'), 503],
    ['a pool without a free connection', new Error('timeout exceeded when trying to connect'), 503],
    ['an answer that came too late', Object.assign(new Error('late'), { statusCode: 503 }), 503],
    ['a mistake of ours', new TypeError('x is not a function'), 500],
  ])('%s is answered with the status that fits', (_, error, status) => {
    const problem = problemOf(error);
    expect(problem).toMatchObject({ status, retryable: status >= 500 });
    expect(problem.text.zh).not.toBe('');
  });

  // ASVS V16.5.1
  it('of ours says nothing of its inside', () => {
    expect(JSON.stringify(problemOf(new Error('column "cost" does not exist')))).not.toContain('cost');
  });
});
