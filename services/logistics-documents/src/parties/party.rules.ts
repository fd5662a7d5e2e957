/** A legal entity as trade documents name it. */
export interface Party {
  readonly id: string;
  readonly nameEn: string;
  readonly nameZh: string;
  readonly addressEn: string;
  readonly addressZh: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** Unified social credit code 统一社会信用代码 (GB 32100-2015), 18 characters; empty abroad. */
  readonly uscc: string;
  /** Customs registration 海关编码, 10 characters; empty abroad. */
  readonly customsCode: string;
}
