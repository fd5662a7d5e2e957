import { columnsOf } from './feed-mapping.ts';

const present = [
  { header: '实做数', field: 'good' as const },
  { header: '班组', field: null },
];

describe('what a person says of columns', () => {
  it('is added to what was said before, and stands in its place where it is of the same header', () => {
    const said = [
      { header: ' 实做数 ', field: 'completed' as const },
      { header: '坏的', field: 'scrap' as const },
    ];
    expect(columnsOf('progress', said, present)).toEqual([
      { header: '实做数', field: 'completed' },
      { header: '班组', field: null },
      { header: '坏的', field: 'scrap' },
    ]);
  });

  it.each([
    [
      'a field that the kind does not have',
      'gateway.feed-mapping.field',
      [{ header: 'x', field: 'promised' as const }],
    ],
    ['no header', 'gateway.feed-mapping.no-header', [{ header: ' ', field: 'good' as const }]],
    [
      'one field for two columns',
      'gateway.feed-mapping.twice',
      [
        { header: 'x', field: 'good' as const },
        { header: 'y', field: 'good' as const },
      ],
    ],
    [
      'more columns than a table has',
      'gateway.feed-mapping.size',
      Array.from({ length: 201 }, (_, n) => ({ header: `x${n}`, field: null })),
    ],
  ])('is refused where it is %s', (_, code, said) => {
    expect(() => columnsOf('progress', said, [])).toThrow(expect.objectContaining({ code }));
  });
});
