import { renderAnswer, table } from './print.ts';
import { describeInterchanges } from './print-inspection.ts';

describe('printing for a person', () => {
  it('aligns columns with hanzi of double width', () => {
    expect(
      table([
        ['阶段', 'x'],
        ['a', 'y'],
      ]),
    ).toEqual(['阶段  x', 'a     y']);
  });

  it('shows lists of records as tables and texts in the reader’s language', () => {
    const answer = {
      letter: 'J',
      stages: [
        { stage: 'deposit', amount: { amount: '10.00', currency: 'USD' }, due: null },
        { stage: 'retention', amount: { amount: '5.00', currency: 'USD' }, due: '2026-12-01' },
      ],
      because: [{ rule: 'r1', source: 'ISO 2859-1', text: { en: 'ten', zh: '十' }, facts: { n: 10 } }],
    };
    expect(renderAnswer(answer, 'zh').split('\n')).toEqual([
      'letter: J',
      'stages:',
      '  stage      amount                     due',
      '  deposit    amount=10.00 currency=USD  -',
      '  retention  amount=5.00 currency=USD   2026-12-01',
      'because:',
      '  - 十 [ISO 2859-1]',
    ]);
  });

  it('places an EDI finding by segment, element and component', () => {
    const finding = {
      severity: 'error',
      code: 'x12.element.too-long',
      message: { en: 'too long', zh: '过长' },
      segment: 'PO1',
      segmentPosition: 7,
      element: 3,
      component: null,
    } as const;
    const text = describeInterchanges(
      {
        file: 'a.edi',
        format: 'x12',
        charset: 'utf-8',
        verdict: 'rejected',
        errors: [],
        interchanges: [
          {
            sender: 'ACME',
            receiver: 'LOOM',
            control: '000000001',
            test: true,
            verdict: 'rejected',
            errors: [],
            groups: [
              {
                errors: [],
                messages: [
                  {
                    type: '850',
                    version: '004010',
                    control: '0001',
                    verdict: 'rejected',
                    segments: 21,
                    errors: [finding],
                  },
                ],
              },
            ],
          },
        ],
      },
      'zh',
    );
    expect(text.split('\n')).toEqual([
      'a.edi: x12 (utf-8), 拒绝',
      '  000000001 ACME → LOOM，测试: 拒绝',
      '    850 004010 0001 (21): 拒绝',
      '    错误 #7 PO103 x12.element.too-long: 过长',
    ]);
  });
});
