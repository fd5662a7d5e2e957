import { shownTypeOf } from './shown-type.rules.ts';

it.each([
  ['x12', 'utf-8', 'application/edi-x12'],
  ['csv', 'gb18030', 'text/csv; charset=gb18030'],
  ['csv', null, 'application/octet-stream'],
  ['xlsx', null, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['unknown', null, 'application/octet-stream'],
] as const)('a file that is %s in %s goes out as %s', (format, charset, type) => {
  expect(shownTypeOf({ format, charset })).toBe(type);
});
