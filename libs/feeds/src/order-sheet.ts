import { type Field, fields } from './headers.ts';

/** One delivery asked for: an order line that comes in two parts stands in two rows. */
export interface OrderSheetLine {
  readonly line: string;
  readonly item: string;
  readonly description?: string;
  /** Decimal string; after the change on a change notice. */
  readonly quantity: string;
  readonly unit: string;
  readonly unitPrice?: string;
  readonly requested: string;
}

export interface OrderSheet {
  readonly orderNumber: string;
  readonly orderDate: string;
  /** Given on a change notice; the answer must repeat it. */
  readonly changeNumber?: string;
  readonly buyer: string;
  readonly supplier: string;
  readonly currency?: string;
  readonly notes?: readonly string[];
  readonly lines: readonly OrderSheetLine[];
}

const lineColumns: readonly { field: Field; width: number; of: (line: OrderSheetLine, order: OrderSheet) => string }[] =
  [
    { field: 'orderNumber', width: 20, of: (_, order) => order.orderNumber },
    { field: 'orderDate', width: 14, of: (_, order) => order.orderDate },
    { field: 'line', width: 8, of: (line) => line.line },
    { field: 'item', width: 18, of: (line) => line.item },
    { field: 'description', width: 28, of: (line) => line.description ?? '' },
    { field: 'ordered', width: 14, of: (line) => line.quantity },
    { field: 'unit', width: 8, of: (line) => line.unit },
    { field: 'unitPrice', width: 12, of: (line) => line.unitPrice ?? '' },
    { field: 'requested', width: 16, of: (line) => line.requested },
  ];
/** Blank, for the supplier to fill in. */
const answerColumns: readonly Field[] = ['decision', 'quantity', 'promised', 'reason'];
const answerHeaders: Partial<Record<Field, string>> = { quantity: '确认数量 Confirmed qty' };

const headerOf = (field: Field): string => answerHeaders[field] ?? `${fields[field].zh} ${fields[field].en}`;

/**
 * An outsourcing order or a change notice as workbook in both languages. Its last columns are those of the
 * acknowledgement feed: the supplier fills them in and sends the same file back.
 * All cells are typed strings, so that nothing in them is computed and order numbers keep their zeros.
 */
export const writeOrderSheet = async (order: OrderSheet): Promise<Uint8Array> => {
  // half a second and eleven megabytes, which who writes no sheet is spared
  const { default: ExcelJS } = await import('@protobi/exceljs');
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(order.changeNumber ? '变更 Change' : '订单 Order');
  const change = order.changeNumber;
  sheet.addRow([change ? '外协订单变更通知 Outsourcing order change' : '外协订单 Outsourcing order']).font = {
    bold: true,
    size: 14,
  };
  sheet.addRow([`采购方 Buyer: ${order.buyer}`]);
  sheet.addRow([`供方 Supplier: ${order.supplier}`]);
  if (order.currency) sheet.addRow([`币种 Currency: ${order.currency}`]);
  for (const note of order.notes ?? []) sheet.addRow([note]);
  sheet.addRow([]);
  const columns = change
    ? [{ field: 'changeNumber' as const, width: 18, of: () => change }, ...lineColumns]
    : lineColumns;
  const header = sheet.addRow([...columns.map((c) => headerOf(c.field)), ...answerColumns.map(headerOf)]);
  header.font = { bold: true };
  header.alignment = { wrapText: true, vertical: 'middle' };
  for (const line of order.lines) {
    const row = sheet.addRow(columns.map((c) => c.of(line, order)));
    for (const i of answerColumns.keys()) {
      row.getCell(columns.length + 1 + i).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF8E1' } };
    }
  }
  for (const [i, column] of columns.entries()) sheet.getColumn(i + 1).width = column.width;
  for (const i of answerColumns.keys()) {
    const column = sheet.getColumn(columns.length + 1 + i);
    column.width = 18;
    column.numFmt = '@';
  }
  sheet.views = [{ state: 'frozen', ySplit: header.number }];
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};
