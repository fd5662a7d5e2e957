import { fileNameOf } from './file-name.ts';

// ASVS V1.1.1, V5.3.2
describe('the name of an uploaded file', () => {
  it.each([
    ['attachment; filename="progress.csv"', 'progress.csv'],
    ['attachment; filename=progress.csv; size=3', 'progress.csv'],
    [`attachment; filename="${Buffer.from('进度.csv').toString('latin1')}"`, '进度.csv'],
    ['attachment; filename="x.csv"; filename*=UTF-8\'\'%E8%BF%9B%E5%BA%A6.csv', '进度.csv'],
    ["attachment; filename*=UTF-8''100%2525.csv", '100%25.csv'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\feeds\\a.csv"', 'a.csv'],
    ['attachment; filename="invoice\u202excod.exe"', 'invoicexcod.exe'],
    ["attachment; filename*=UTF-8''a%00b%zz.csv", 'ab%zz.csv'],
    [`attachment; filename="${'a'.repeat(300)}"`, 'a'.repeat(255)],
    ['attachment', null],
    [undefined, null],
  ])('of %s is %s', (disposition, name) => {
    expect(fileNameOf(disposition)).toBe(name);
  });
});
