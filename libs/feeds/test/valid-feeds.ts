import ExcelJS from '@protobi/exceljs';
import iconv from 'iconv-lite';

export interface ValidFeed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Table {
  readonly name: string;
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Every kind of feed, as it is written in China. */
const tables: readonly Table[] = [
  {
    name: 'progress',
    zh: ['订单号', '行号', '料号', '工序', '完工数量', '报废', '截止日期', '备注'],
    en: ['Order No', 'Line', 'Item', 'Milestone', 'Good Qty', 'Scrap', 'As Of', 'Remark'],
    rows: [
      ['WX-1', '1', '000123', '完工', '1,200', '0', '2026年11月5日', '模具"二号"维修, 延迟'],
      ['WX-1', '2', 'B-2', '上线', '１２３', '2', '2026/11/5', '第一行\n第二行'],
      ['WX-2', '1', 'C-3', '包装', '1.2万', '0', '20261105', '=1+1'],
      ['WX-2', '2', '12" pipe', '完工', '30件', '0', '46331', ''],
    ],
  },
  {
    name: 'acknowledgement',
    zh: ['订单号', '行号', '订单数量', '确认数量', '要求交期', '承诺交期', '接受/拒绝', '原因'],
    en: [
      'PO No.',
      'PO Line',
      'Ordered Qty',
      'Confirmed Qty',
      'Requested Date',
      'Promised Date',
      'Accept/Reject',
      'Reason',
    ],
    rows: [
      ['WX-1', '1', '100', '40', '2026-12-01', '2026-12-01', '接受', ''],
      ['WX-1', '1', '100', '60', '2026-12-01', '2026-12-20', '变更', '模具'],
      ['WX-1', '2', '50', '50', '2026-12-01', '2026/12/1', '接受', '-'],
      ['WX-3', '1', '9', '', '2026-12-01', '', '拒绝', '停产'],
    ],
  },
  {
    name: 'change-acknowledgement',
    zh: ['变更单号', '订单号', '行号', '变更后数量', '承诺交期', '是否接受'],
    en: ['Change No', 'Order', 'Order Line', 'New Qty', 'Promised Date', 'Decision'],
    rows: [
      ['C-1', 'WX-1', '1', '100', '2026-12-01', '接受'],
      ['C-1', 'WX-1', '2', '70', '2026-12-05', '变更'],
      ['C-2', 'WX-2', '1', '5', '', '拒绝'],
    ],
  },
  {
    name: 'delivery-note',
    zh: ['送货单号', '订单号', '行号', '数量', '批号', '箱数', '发货日期'],
    en: ['Delivery Note', 'Purchase Order', 'Line No', 'Shipped Qty', 'Lot No', 'Cartons', 'Ship Date'],
    rows: [
      ['DN-1', 'WX-1', '1', '100', '0012', '4', '2026-12-01'],
      ['DN-1', 'WX-1', '2', '70', "'0013", '3', '2026-12-01'],
      ['DN-2', 'WX-2', '1', '5', '="0014"', '1', '2026-12-02'],
    ],
  },
];

const csv = (rows: readonly (readonly string[])[], delimiter: string, lineEnd: string): string =>
  rows
    .map((cells) =>
      cells
        .map((cell) => (/["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(delimiter),
    )
    .join(lineEnd) + lineEnd;

const ways: Readonly<Record<string, (table: Table) => Uint8Array>> = {
  'utf-8': ({ zh, rows }) => Buffer.from(csv([zh, ...rows], ',', '\n')),
  'utf-8 marked, tabs': ({ en, rows }) => Buffer.from(`\uFEFF${csv([en, ...rows], '\t', '\r\n')}`),
  gb18030: ({ zh, rows }) => iconv.encode(csv([zh, ...rows], ',', '\r\n'), 'gb18030'),
  'gb18030, semicolons, sep=, two headers': ({ zh, en, rows }) =>
    iconv.encode(`sep=;\r\n${csv([zh, en, ...rows], ';', '\r\n')}`, 'gb18030'),
  'gb18030, full-width commas, preamble, total': ({ zh, rows }) =>
    iconv.encode(csv([['金丰五金厂'], [], zh, ...rows, ['合计', '', '9']], '，', '\r\n'), 'gb18030'),
  'utf-16le marked': ({ zh, rows }) => iconv.encode(`\uFEFF${csv([zh, ...rows], '\t', '\r\n')}`, 'utf-16le'),
  'utf-16be unmarked, pipes': ({ en, rows }) => iconv.encode(csv([en, ...rows], '|', '\r'), 'utf-16be'),
};

const workbookOf = async ({ zh, rows }: Table, merged: boolean): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('表1');
  if (merged) sheet.addRow(['金丰五金厂']);
  sheet.addRow([...zh]);
  for (const cells of rows) {
    const day = (cell: string) => (/^2026-\d\d-\d\d$/.test(cell) ? new Date(`${cell}T00:00:00Z`) : undefined);
    const row = sheet.addRow(cells.map((cell) => day(cell) ?? (/^[1-9]\d*$/.test(cell) ? Number(cell) : cell)));
    row.eachCell((cell) => {
      if (cell.value instanceof Date) cell.numFmt = 'yyyy"年"m"月"d"日"';
    });
  }
  if (merged) {
    sheet.mergeCells(1, 1, 1, zh.length);
    sheet.mergeCells('A3:A4');
    if (zh.length >= 8) sheet.getCell('H3').value = { formula: '1+1', result: 2 };
    book.addWorksheet('说明').addRow(['x']);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
};

/** At least 30 files: every kind in every charset, with every separator, and as workbooks. */
export const validFeeds = async (): Promise<ValidFeed[]> => {
  const files: ValidFeed[] = [];
  for (const table of tables) {
    for (const [way, write] of Object.entries(ways)) files.push({ name: `${table.name} ${way}`, bytes: write(table) });
    files.push({ name: `${table.name} xlsx`, bytes: await workbookOf(table, false) });
    files.push({ name: `${table.name} xlsx, merged`, bytes: await workbookOf(table, true) });
  }
  return files;
};
