import type { Format } from '@tradeloom/edi';
import type { Reading } from './reading.ts';

const says = {
  unknown: {
    code: 'gateway.file.unknown-format',
    message: {
      en: 'This is neither X12 nor a table: an X12 file begins with ISA, a table has a header row',
      zh: '文件既不是 X12，也不是表格：X12 文件以 ISA 开头，表格须有表头行',
    },
  },
  otherwise: {
    code: 'gateway.file.format-not-agreed',
    message: {
      en: 'This format is not agreed with this partner; see the partner profile',
      zh: '该格式未与此伙伴约定，请查看伙伴配置',
    },
  },
} as const;

/** A file nobody agreed on, or that is no document at all: kept, refused, and said why. */
export const unreadable = (format: Format): Reading => ({
  judgement: {
    format,
    charset: null,
    control: null,
    errors: [{ ...(format === 'unknown' ? says.unknown : says.otherwise), byteOffset: 0, line: 1 }],
    messages: [],
    rows: [],
    rejected: true,
  },
  acknowledgements: [],
  events: [],
});
