import { assertEveryTypeIsAnswered } from './event-coverage.ts';
import { eventTypes, topicOf } from './event-types.ts';

const [first = '', ...others] = eventTypes.map((t) => t.typeName).filter((t) => topicOf(t) === 'tradeloom.quality.v1');

describe('a service that listens to a topic', () => {
  it('handles or ignores each of its events', () => {
    expect(() => assertEveryTypeIsAnswered([first], others)).not.toThrow();
    expect(() => assertEveryTypeIsAnswered([first], others.slice(1))).toThrow(
      `neither handled nor ignored: ${others[0]}`,
    );
  });

  it('ignores nothing that it handles, or that never comes', () => {
    expect(() => assertEveryTypeIsAnswered([first], [first, ...others])).toThrow(`needlessly ignored: ${first}`);
    const foreign = 'tradeloom.finance.v1.CreditChecked';
    expect(() => assertEveryTypeIsAnswered([first], [...others, foreign])).toThrow(`needlessly ignored: ${foreign}`);
  });
});
