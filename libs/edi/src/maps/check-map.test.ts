import { checkMap } from './check-map.ts';

const faultsOf = (rules: unknown, message = '850', version = '004010') =>
  checkMap({ message, version, rules }).problems.map(({ rule, field, code }) => [rule, field, code]);

const rule = (given: object) => [{ path: 'lines[].buyerItem', at: 'PO1/REF02 where REF01=ZZ', ...given }];

describe('a map is checked when it is put', () => {
  it.each([
    ['a path of the document that is none', { path: 'lines[].buyersItem' }, 'path', 'path-unknown'],
    ['a list without a member', { path: 'lines.buyerItem' }, 'path', 'path-list'],
    [
      'a role that no party has',
      { path: 'parties[role=cook].id', at: 'N1/N104 where N101=ST' },
      'path',
      'path-selector',
    ],
    ['what is not one value', { path: 'tradeTerm', at: 'REF02 where REF01=ZZ' }, 'path', 'path-no-value'],
    ['what no path looks like', { path: 'lines[' }, 'path', 'path-syntax'],
    ['a list that no loop says one by one', { path: 'lines[].schedules[].date' }, 'path', 'path-not-bound'],
    ['what no place looks like', { at: 'PO1//REF02' }, 'at', 'at-syntax'],
    ['a loop that is not there', { at: 'IT1/REF02 where REF01=ZZ' }, 'at', 'loop-unknown'],
    ['a segment that is not in the loop', { at: 'PO1/BEG03' }, 'at', 'segment-unknown'],
    ['an element that the segment does not have', { at: 'PO1/REF09 where REF01=ZZ' }, 'at', 'element-unknown'],
    ['a component that the element does not have', { at: 'PO1/REF04-7 where REF01=ZZ' }, 'at', 'element-unknown'],
    ['a segment without its element', { at: 'PO1/REF where REF01=ZZ' }, 'at', 'element-missing'],
    ['a condition on another segment', { at: 'PO1/REF02 where DTM01=ZZ' }, 'at', 'condition-elsewhere'],
    ['a qualifier that is too long', { at: 'PO1/REF02 where REF01=ZZZZ' }, 'at', 'too-long'],
    ['a line outside the loop of the lines', { at: 'REF02 where REF01=ZZ' }, 'at', 'other-loop'],
    ['a segment that cannot be made', { at: 'PO1/REF02' }, 'at', 'segment-incomplete'],
    ['a step that is none', { apply: [{ upper: true }] }, 'apply[0]', 'step-unknown'],
    ['a step that cannot be turned round', { apply: ['trim'] }, 'direction', 'not-both-ways'],
    ['two codes of theirs for one of ours', { codes: { A: 'X', B: 'X' } }, 'direction', 'not-both-ways'],
    ['a default both ways', { default: 'X' }, 'direction', 'not-both-ways'],
    ['a fixed value both ways', { fixed: 'X' }, 'direction', 'not-both-ways'],
    [
      'a condition of the message when writing',
      { when: { at: 'BEG02', is: 'SA' }, direction: 'out' },
      'direction',
      'one-way',
    ],
    ['an omission when reading', { path: undefined, omit: true, direction: 'in' }, 'direction', 'one-way'],
    ['a code longer than its element', { at: 'PO1/PO103', codes: { PIECES: 'PCE' } }, 'codes', 'too-long'],
    ['a unit without codes', { path: 'lines[].unit', at: 'PO1/PO103' }, 'codes', 'needs-codes'],
    ['a place that is written already', { path: 'orderNumber', at: 'BEG04' }, 'at', 'place-taken'],
    ['a date without its format', { path: 'orderDate', at: 'BEG05' }, 'apply', 'needs-date'],
    [
      'a date that X12 writes otherwise',
      { path: 'orderDate', at: 'BEG05', apply: [{ date: 'DDMMYYYY' }] },
      'apply',
      'needs-basic-date',
    ],
    ['a text as a number', { path: 'lines[].buyerItem', at: 'PO1/PO104' }, 'at', 'type-differs'],
    [
      'a code of ours that is none',
      { path: 'purpose', at: 'BEG01', codes: { '00': 'first' } },
      'codes',
      'code-not-one-of',
    ],
    ['a field of another kind', { codes: { A: 5 } }, 'codes', 'wrong-value'],
    ['a field that no rule has', { paths: 'x' }, 'paths', 'unknown-field'],
    [
      'two fields that say the same',
      { fixed: 'A', codes: { A: 'B' }, direction: 'in' },
      'codes',
      'does-not-go-together',
    ],
    [
      'a standard’s code that is none',
      { path: undefined, at: 'PO1/PO103', codes: { P1: 'a*b' } },
      'codes',
      'code-not-one-of',
    ],
    [
      'a condition for codes',
      { path: undefined, at: 'PO1/PO103', codes: { P1: 'EA' }, when: { path: 'currency' } },
      'when',
      'does-not-go-together',
    ],
    ['nothing to bind', { at: undefined, direction: 'in' }, '', 'says-nothing'],
  ])('%s is refused at its place', (_what, given, field, code) => {
    const [only] = rule(given);
    const said = Object.fromEntries(Object.entries(only ?? {}).filter(([, value]) => value !== undefined));
    expect(faultsOf([{ path: 'orderNumber', at: 'BEG04' }, said])).toContainEqual([2, field, code]);
  });

  it('says what is wrong in both languages, and what there is instead', () => {
    const [problem] = checkMap({
      message: 'ORDERS',
      version: 'D.96A',
      rules: [{ path: 'orderNumber', at: 'SG99/RFF.C506.1154' }],
    }).problems;
    expect(problem?.message.en).toMatch(/^There is no loop SG99 there; there are: SG1 SG2 /);
    expect(problem?.message.zh).toMatch(/^此处没有循环 SG99；可用：SG1 SG2 /);
  });

  it.each(
    [
      ['requestedDelivery', '20260101'],
      ['requestedDelivery', 'soon'],
      ['requestedDelivery', '2026-02-30'],
      ['lines[].quantity', 'many'],
      ['lines[].quantity', '1,234'],
      ['currency', 'dollars'],
    ].flatMap(([path = '', value = '']) => [
      { path, field: 'default', said: { default: value } },
      { path, field: 'fixed', said: { fixed: value } },
      { path, field: 'codes', said: { codes: { A: value } } },
    ]),
  )('$said is nothing for $path', ({ path, field, said }) => {
    const at = path.startsWith('lines') ? 'PO1/REF02 where REF01=ZZ' : 'REF02 where REF01=ZZ';
    expect(faultsOf([{ path, at, direction: 'in', ...said }])).toContainEqual([1, field, 'value-unfit']);
  });

  it('says of a value that does not fit what would', () => {
    const late = { path: 'requestedDelivery', at: 'REF02 where REF01=DD', apply: [{ date: 'YYYYMMDD' }] };
    const rules = [{ ...late, direction: 'in', default: '20260101' }];
    const [problem] = checkMap({ message: '850', version: '004010', rules }).problems;
    expect(problem).toEqual({
      rule: 1,
      field: 'default',
      code: 'value-unfit',
      message: {
        en: '"20260101" does not fit YYYY-MM-DD (requestedDelivery)',
        zh: '"20260101"不符合 YYYY-MM-DD (requestedDelivery)',
      },
    });
    expect(faultsOf([{ ...late, direction: 'in', default: '2026-01-01' }])).toEqual([]);
  });

  it.each([
    [null],
    ['850'],
    [{ message: '850', version: '004010' }],
    [{ message: '850', version: '004010', rules: [], name: 'x' }],
    [{ message: '850', version: '004010', rules: Array.from({ length: 501 }, () => ({})) }],
  ])('what is no map is told so: %#', (given) => {
    expect(checkMap(given).problems).toMatchObject([{ rule: 0, code: 'not-a-map' }]);
  });

  it.each([
    ['850', '003040'],
    ['850', 'D.96A'],
    ['997', '004010'],
    ['OSTRPT', 'D.96A'],
    ['CUSDEC', 'D.96A'],
    ['Order', '2.1'],
  ])('%s %s is no message that a map can be made for', (message, version) => {
    expect(faultsOf([], message, version)).toEqual([[0, 'message', 'unknown-message']]);
  });

  it('knows a release by the tables that read it', () => {
    expect(faultsOf(rule({}), '850', '004030')).toEqual([]);
    expect(
      faultsOf([{ path: 'orderNumber', at: 'SG1/RFF.C506.1154 where RFF.C506.1153=AAJ' }], 'ORDERS', 'D.99B'),
    ).toEqual([]);
  });

  it('takes an answer to a change for what it may be', () => {
    const rules = [{ path: 'changeNumber', at: 'SG1/RFF.C506.1154 where RFF.C506.1153=AAJ' }];
    expect(faultsOf(rules, 'ORDRSP', 'D.96A')).toEqual([]);
  });
});
