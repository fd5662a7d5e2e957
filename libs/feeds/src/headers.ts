/** Everything that a feed's column can mean; `outcome` is the column that a corrected file carries. */
// biome-ignore format: the list reads by theme
export type Field =
  | 'orderNumber' | 'line' | 'item' | 'sellerItem' | 'description' | 'unit' | 'quantity' | 'ordered'
  | 'milestone' | 'good' | 'completed' | 'scrap' | 'yield' | 'asOf' | 'forecast' | 'correction'
  | 'reason' | 'remark' | 'promised' | 'requested' | 'decision' | 'changeNumber' | 'orderDate' | 'responseDate'
  | 'sellerOrder' | 'unitPrice' | 'noteNumber' | 'lot' | 'cartons' | 'despatchDate' | 'arrival' | 'outcome';

/** How a field is called when we speak of it, then the words that suppliers write for it. */
interface FieldWords {
  readonly zh: string;
  readonly en: string;
  readonly words: string;
}

// biome-ignore format: one field a line reads as a dictionary
export const fields: Readonly<Record<Field, FieldWords>> = {
  orderNumber: { zh: '订单号', en: 'Order no.', words: '订单号 订单号码 订单编号 采购订单号 采购订单 采购单号 外协单号 外协订单号 委外单号 委外订单号 PO号 PO, PO No, PO Number, Order No, Order Number, Order, Purchase Order, Purchase Order No' },
  line: { zh: '行号', en: 'Line', words: '行号 行 订单行 订单行号 项次 行项目 Line, Line No, Line Number, PO Line, Order Line' },
  item: { zh: '料号', en: 'Item', words: '料号 物料编码 物料编号 物料号 产品编码 产品编号 产品型号 零件号 图号 品号 存货编码 Item, Item No, Item Code, Item Number, Part No, Part Number, Material, SKU, Buyer Item' },
  sellerItem: { zh: '供方料号', en: 'Supplier item', words: '供方料号 供应商料号 Supplier Item, Seller Item, Vendor Item' },
  description: { zh: '品名', en: 'Description', words: '品名 物料名称 产品名称 名称 品名规格 存货名称 Description, Item Name, Product' },
  unit: { zh: '单位', en: 'Unit', words: '单位 计量单位 Unit, UOM' },
  quantity: { zh: '数量', en: 'Quantity', words: '确认数量 承诺数量 回复数量 发货数量 送货数量 出货数量 交货数量 Confirmed Qty, Confirmed Quantity, Shipped Qty, Shipped Quantity, Delivered Qty' },
  ordered: { zh: '订单数量', en: 'Ordered qty', words: '订单数量 订购数量 计划数量 计划数 计划 采购数量 Ordered Qty, Ordered Quantity, Order Qty, Order Quantity, Planned, Planned Qty' },
  milestone: { zh: '工序', en: 'Milestone', words: '工序 里程碑 工序里程碑 阶段 进度节点 节点 Milestone, Stage, Operation, Process' },
  good: { zh: '良品', en: 'Good', words: '完工良品 良品 良品数 良品数量 合格数 合格数量 合格品 合格 Good, Good Qty, Good Quantity' },
  completed: { zh: '完工', en: 'Completed', words: '完工 完工数 完工数量 已完工 已完工数 已完工数量 完成数量 已完成数量 累计完工 累计完成 Completed, Completed Qty, Finished, Finished Qty' },
  scrap: { zh: '报废', en: 'Scrap', words: '报废 报废数 报废数量 不良 不良数 不良数量 废品 废品数 Scrap, Scrap Qty, Scrapped, Scrapped Qty' },
  yield: { zh: '良品率', en: 'Yield', words: '良品率 合格率 良率 Yield, Yield Rate' },
  asOf: { zh: '截至', en: 'As of', words: '日期截至 截至日期 截至 截止 截止日期 截止时间 统计日期 报告日期 汇报日期 报工日期 As Of, As Of Date, Report Date' },
  forecast: { zh: '预计完工', en: 'Expected finish', words: '预计完工 预计完工日 预计完工日期 预计完成日期 Expected Finish, Estimated Completion, Expected Completion' },
  correction: { zh: '更正', en: 'Correction', words: '更正 是否更正 冲正 更正标志 Correction' },
  reason: { zh: '原因', en: 'Reason', words: '原因 更正原因 拒绝原因 变更原因 理由 Reason' },
  remark: { zh: '备注', en: 'Remark', words: '备注 说明 备注说明 Remark, Remarks, Note, Notes, Comment, Comments' },
  promised: { zh: '承诺交期', en: 'Promised date', words: '承诺交期 承诺日期 承诺交货期 确认交期 回复交期 答复交期 交期 交货期 Promised Date, Promise Date, Confirmed Date, Delivery Date' },
  requested: { zh: '要求交期', en: 'Requested date', words: '要求交期 需求日期 订单交期 要求交货期 Requested Date, Required Date, Need Date' },
  decision: { zh: '接受/拒绝', en: 'Accept / Reject', words: '接受拒绝 接受或拒绝 接受 是否接受 答复 回复 确认 是否确认 Accept, Accept/Reject, Decision, Response, Answer' },
  changeNumber: { zh: '变更单号', en: 'Change no.', words: '变更单号 变更号 变更编号 改单号 Change No, Change Number, Change' },
  orderDate: { zh: '订单日期', en: 'Order date', words: '订单日期 下单日期 Order Date, PO Date' },
  responseDate: { zh: '回复日期', en: 'Response date', words: '回复日期 答复日期 确认日期 Response Date, Answer Date' },
  sellerOrder: { zh: '供方单号', en: 'Supplier order no.', words: '供方单号 销售单号 供应商单号 Supplier Order, Supplier Order No, Sales Order, Sales Order No' },
  unitPrice: { zh: '单价', en: 'Unit price', words: '单价 Unit Price, Price' },
  noteNumber: { zh: '送货单号', en: 'Delivery note', words: '送货单号 发货单号 交货单号 出货单号 送货单 Delivery Note, Delivery Note No, DN, DN No, ASN, ASN No, Shipment No' },
  lot: { zh: '批号', en: 'Lot', words: '批号 批次 批次号 生产批号 Lot, Lot No, Lot Number, Batch, Batch No' },
  cartons: { zh: '箱数', en: 'Cartons', words: '箱数 箱 总箱数 Cartons, Carton, CTNS, Packages' },
  despatchDate: { zh: '发货日期', en: 'Despatch date', words: '发货日期 送货日期 出货日期 交货日期 Despatch Date, Dispatch Date, Ship Date, Shipping Date' },
  arrival: { zh: '预计到货', en: 'Estimated arrival', words: '预计到货 预计到货日期 预计到达 ETA, Estimated Arrival' },
  outcome: { zh: '错误', en: 'Errors', words: '错误 修改建议 Errors, Suggested Fix' },
};

/** A longer cell is no header: only its beginning is looked at. */
export const headerCell = (cell: string): string => cell.slice(0, 100);

/** A header without the marks around it: `*订单号（必填）` and `PO No.` become `订单号` and `pono`. */
export const bareHeader = (header: string): string =>
  headerCell(headerCell(header).normalize('NFKC'))
    .replace(/\([^)]*\)|\[[^\]]*\]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]/gu, '');

/** Splits a word list: Chinese words by blanks, English ones by commas since they hold blanks. */
const wordsOf = (words: string): string[] =>
  words.split(/,\s*/).flatMap((part) => {
    const chinese = part.match(/\S*\p{Script=Han}\S*/gu) ?? [];
    const rest = part.replace(/\S*\p{Script=Han}\S*/gu, ' ').trim();
    return rest === '' ? chinese : [...chinese, rest];
  });

/** Every word that suppliers are known to write for a field. */
export const wordsFor = (field: Field): string[] => wordsOf(fields[field].words);

const dictionary: ReadonlyMap<string, Field> = new Map(
  (Object.entries(fields) as [Field, FieldWords][]).flatMap(([field, entry]) =>
    wordsOf(entry.words).map((word): [string, Field] => [bareHeader(word), field]),
  ),
);

/**
 * The field that a header means. A bilingual header (`订单号 Order No.`) is looked up whole, then by its Chinese
 * half, then by its English half. @param own words that only one kind of feed understands (plain 数量, plain 日期)
 */
export const fieldOf = (header: string, own: ReadonlyMap<string, Field> = new Map()): Field | undefined => {
  const bare = bareHeader(header);
  const halves = [bare, (bare.match(/\p{Script=Han}+/gu) ?? []).join(''), bare.replace(/[^a-z0-9]/g, '')];
  for (const half of halves) {
    const field = half === '' ? undefined : (own.get(half) ?? dictionary.get(half));
    if (field) return field;
  }
  return undefined;
};

/** A kind's own words, written as in the dictionary. */
export const ownWords = (words: Partial<Record<Field, string>>): ReadonlyMap<string, Field> =>
  new Map(
    (Object.entries(words) as [Field, string][]).flatMap(([field, text]) =>
      wordsOf(text).map((word): [string, Field] => [bareHeader(word), field]),
    ),
  );

/** The columns of a corrected file: `错误 (0199…)`, `Errors (0199…): what is wrong with the header`. */
export const isOutcome = (header: string): boolean =>
  fieldOf(headerCell(header).replace(/[:：(（].*$/s, '')) === 'outcome';

/** The file that this one corrects, as the header of its error column says. */
export const correctsOf = (headers: readonly string[]): string | undefined =>
  headers
    .filter(isOutcome)
    .flatMap((header) => /[(（]([\w-]{1,64})[)）]/.exec(header)?.[1] ?? [])
    .at(0);
