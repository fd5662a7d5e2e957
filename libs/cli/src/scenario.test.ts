import { readFile } from 'node:fs/promises';
import { readScenario } from './scenario.ts';

const document = (name: string) => new URL(`../../../docs/what-if/${name}`, import.meta.url);

describe('a scenario', () => {
  it.each(['atp', 'sampling', 'payment-plan'])('of %s begins with an example that its schema accepts', async (name) => {
    const example = await readFile(document(`${name}.example.json`), 'utf8');
    expect(await readScenario(example, document(`${name}.schema.json`))).toEqual({
      scenario: JSON.parse(example),
      errors: [],
    });
  });

  it('that does not fit is refused with the place of every error, in both languages', async () => {
    const scenario = { onHand: 'many', buckets: ['W1'], supplies: ['0'], demands: [{}], rule: 'guess', colour: 1 };
    const { errors } = await readScenario(JSON.stringify(scenario), document('atp.schema.json'));
    expect(errors.map((e) => [e.pointer, e.code])).toEqual(
      expect.arrayContaining([
        ['/onHand', 'scenario.pattern'],
        ['/demands/0', 'scenario.required'],
        ['/rule', 'scenario.enum'],
        ['/', 'scenario.additionalProperties'],
      ]),
    );
    expect(errors.find((e) => e.pointer === '/rule')?.message.zh).toContain('cumulative-look-ahead');
    expect(errors.find((e) => e.pointer === '/demands/0')?.message).toEqual({
      en: "must have required property 'order'",
      zh: '缺少字段：order',
    });
  });

  it('that is no JSON is refused', async () => {
    expect((await readScenario('{', document('atp.schema.json'))).errors).toMatchObject([{ code: 'scenario.json' }]);
  });
});
