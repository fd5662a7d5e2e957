import { guide, type ProblemCode, structure, syntax, transport } from './problem-code.ts';

/** A rule of Peppol or EN 16931 that the document breaks: it rejects where the rule is fatal there. */
const broken = (en: string, zh: string): ProblemCode => ({ ...guide(en, zh), severity: 'error' });

/** Findings that only UBL files give rise to. A rule of a guide is named by its own id. */
export const ublProblemCodes = {
  XML_ENCODING_NOT_SUPPORTED: transport('Encoding "{value}" is not read', '不支持编码"{value}"'),
  XML_ENCODING_VIOLATED: transport(
    'The bytes are not what encoding "{value}" allows',
    '字节不符合所声明的编码"{value}"',
  ),
  XML_TOO_LARGE: transport('The document is larger than {expected}', '文档超出上限：{expected}'),
  XML_DOCTYPE_REFUSED: syntax(
    'A DOCTYPE is refused: no document type and no entity is read',
    '拒绝 DOCTYPE：不读取文档类型定义与实体',
  ),
  XML_NOT_WELL_FORMED: syntax('This is no well-formed XML: {found}', 'XML 格式不正确：{found}'),
  UBL_ROOT_UNKNOWN: syntax('{segment} in "{value}" is no UBL document', '"{value}" 中的 {segment} 不是 UBL 文档'),
  UBL_NAMESPACE_WRONG: syntax('{segment} belongs into namespace {expected}', '{segment} 应属于命名空间 {expected}'),
  UBL_DOCUMENT_NOT_SUPPORTED: structure('Document {value} is not supported', '不支持单据 {value}', {}),
  UBL_ELEMENT_UNKNOWN: structure('{expected} has no element {segment}', '{expected} 中没有元素 {segment}', {}),
  UBL_ELEMENT_OUT_OF_ORDER: structure('{segment} must stand before {expected}', '{segment} 应位于 {expected} 之前', {}),
  UBL_ELEMENT_MISSING: structure('{segment} lacks its mandatory {expected}', '{segment} 缺少必备元素 {expected}', {}),
  UBL_ELEMENT_TOO_MANY: structure(
    '{segment} occurs more than {expected} times',
    '{segment} 出现超过 {expected} 次',
    {},
  ),
  UBL_TEXT_MISPLACED: structure(
    '{segment} holds elements, not the text "{value}"',
    '{segment} 只含元素，不应有文本"{value}"',
    {},
  ),
  UBL_VALUE_INVALID: structure(
    '{segment} is not {expected}: "{value}"',
    '{segment} 不符合类型 {expected}："{value}"',
    {},
  ),
  UBL_ATTRIBUTE_MISSING: structure('{segment} lacks its attribute {expected}', '{segment} 缺少属性 {expected}', {}),
  UBL_CODE_UNKNOWN: structure(
    '"{value}" at {segment} is not in {expected}',
    '{segment} 的"{value}"不在 {expected} 中',
    {},
  ),
  UBL_UNIT_UNKNOWN: structure(
    'Unit "{value}" at {segment} is not in UN/ECE Recommendation 20',
    '{segment} 的单位"{value}"不在 UN/ECE 第 20 号建议书中',
    {},
    'warning',
  ),
  ORDER_DATE_NOT_STATED: guide(
    'The date of the order is not stated; that of the document is used',
    '未写明订单日期，改用单据日期',
  ),
  ANSWER_UNDECIDED: guide(
    '"{value}" decides nothing yet: no document follows from it',
    '"{value}" 尚未作出决定，不产生单据',
  ),
  UBL_GUIDE_NOT_CLAIMED: guide(
    'No Peppol BIS that we know is claimed: the rules of none were checked',
    '未声明已知的 Peppol BIS，未按其规则校验',
  ),
  UBL_AMOUNTS_NOT_READ: guide(
    'Allowances and charges are read in the totals alone',
    '折让与附加费仅计入合计金额，不单独读取',
  ),
  BIS_ELEMENT_NOT_USED: guide('{segment} is not used in {expected}', '{expected} 不使用 {segment}'),
  BIS_ELEMENT_MISSING: broken(
    '{segment} lacks {expected}, mandatory in {found}',
    '{segment} 缺少 {found} 必备的 {expected}',
  ),
  BIS_ELEMENT_TOO_MANY: broken(
    '{segment} occurs more often than {expected} times, as {found} has it',
    '{segment} 出现次数超过 {found} 所允许的 {expected} 次',
  ),
  BIS_PROFILE_WRONG: broken('ProfileID "{value}" is not one of {expected}', 'ProfileID"{value}"不属于 {expected}'),
  'PEPPOL-EN16931-R008': broken('{segment} is empty', '{segment} 为空'),
  'PEPPOL-EN16931-CL008': broken(
    'The scheme "{value}" of {segment} is no electronic address scheme',
    '{segment} 的标识方案"{value}"不是电子地址方案',
  ),
  'PEPPOL-COMMON-R040': broken('"{value}" is no GLN: its check digit is wrong', '"{value}"不是有效的 GLN：校验码错误'),
  'PEPPOL-EN16931-R003': broken('Neither a buyer reference nor an order number is given', '既无买方参考号，也无订单号'),
  'PEPPOL-EN16931-R120': broken(
    '{segment}: the line amount is {found}; quantity, price, allowances and charges make {expected}',
    '{segment}：行金额为 {found}，按数量、单价、折让与附加费应为 {expected}',
  ),
  'PEPPOL-EN16931-R121': broken('{segment} must be above zero', '{segment} 须大于零'),
  'BR-CO-10': broken(
    '{segment} is {found}, the lines add up to {expected}',
    '{segment} 为 {found}，各行合计为 {expected}',
  ),
  'BR-CO-11': broken(
    '{segment} is {found}, the allowances add up to {expected}',
    '{segment} 为 {found}，折让合计为 {expected}',
  ),
  'BR-CO-12': broken(
    '{segment} is {found}, the charges add up to {expected}',
    '{segment} 为 {found}，附加费合计为 {expected}',
  ),
  'BR-CO-13': broken(
    '{segment} is {found}; lines less allowances plus charges make {expected}',
    '{segment} 为 {found}，行合计减折让加附加费应为 {expected}',
  ),
  'BR-CO-14': broken(
    '{segment} is {found}, its parts add up to {expected}',
    '{segment} 为 {found}，其各部分合计为 {expected}',
  ),
  'BR-CO-15': broken(
    '{segment} is {found}; the sum without tax and the tax make {expected}',
    '{segment} 为 {found}，不含税合计加税额应为 {expected}',
  ),
  'BR-CO-16': broken(
    '{segment} is {found}; the sum with tax less what was prepaid makes {expected}',
    '{segment} 为 {found}，含税合计减预付款应为 {expected}',
  ),
  'BR-CO-17': broken(
    '{segment} is {found}; the taxable amount and the rate make {expected}',
    '{segment} 为 {found}，按计税额与税率应为 {expected}',
  ),
  'BR-CO-18': broken('There is no breakdown of the tax', '缺少税额明细'),
  'BR-CO-25': broken(
    'There is an amount to pay, but no due date and no terms of payment',
    '有应付金额，但无到期日与付款条件',
  ),
  'BR-CO-26': broken(
    'The seller has neither an identifier nor a registration nor a VAT number',
    '卖方既无标识，也无登记号与增值税号',
  ),
  'BR-27': broken('{segment} is negative', '{segment} 为负数'),
  'BR-S-02': broken(
    'An item is standard rated, but the seller has no VAT number',
    '有按标准税率计税的项目，但卖方无增值税号',
  ),
  'BR-DEC-01': broken('{segment} has more than two decimals: "{value}"', '{segment} 小数位超过两位："{value}"'),
  'PEPPOL-T01-R001': broken('Line {value} occurs twice', '行号 {value} 重复'),
  'PEPPOL-T01-R004': broken('{segment} is negative', '{segment} 为负数'),
  'PEPPOL-T01-R005': broken('{segment} is negative', '{segment} 为负数'),
  'PEPPOL-T01-R003': broken(
    '{segment} is in {found}, the document in {expected}',
    '{segment} 币种为 {found}，单据币种为 {expected}',
  ),
  'PEPPOL-T01-R008': broken(
    '{segment} is {found}, the lines add up to {expected}',
    '{segment} 为 {found}，各行合计为 {expected}',
  ),
  'PEPPOL-T01-R024': broken(
    '{segment} is {found}; quantity, price, allowances and charges make {expected}',
    '{segment} 为 {found}，按数量、单价、折让与附加费应为 {expected}',
  ),
  'PEPPOL-T76-R003': broken('Line {value} occurs twice', '行号 {value} 重复'),
  'PEPPOL-T76-R007': broken('Conditionally accepted, but no line says how', '有条件接受，但未给出任何行'),
  'PEPPOL-T76-R008': guide('Accepted as it is: the lines say it once more', '已整单接受，无需再列各行'),
  'PEPPOL-T16-R003': broken(
    "The item has neither the seller's nor a standard number",
    '货品既无卖方编号，也无标准编号',
  ),
  'PEPPOL-T16-R006': broken('{segment} is negative', '{segment} 为负数'),
  'PEPPOL-T111-R001': broken('The answer needs a code of what is to be clarified', '该答复须给出澄清代码'),
} as const satisfies Record<string, ProblemCode>;
