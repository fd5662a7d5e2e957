import type { Format } from '@tradeloom/edi';
import type { FileError } from '../mailboxes/interchange.rules.ts';
import type { EdiSyntax } from './edi-syntax.ts';
import type { Reading } from './reading.ts';

export const unknownFormat: FileError = {
  code: 'gateway.file.unknown-format',
  message: {
    en: 'This is neither X12 nor EDIFACT nor UBL nor a table: X12 begins with ISA, EDIFACT with UNA or UNB, UBL is XML in a namespace of its own, a table has a header row',
    zh: '文件既不是 X12、EDIFACT、UBL，也不是表格：X12 以 ISA 开头，EDIFACT 以 UNA 或 UNB 开头，UBL 为使用其命名空间的 XML，表格须有表头行',
  },
  byteOffset: 0,
  line: 1,
};

export const formatNotAgreed: FileError = {
  code: 'gateway.file.format-not-agreed',
  message: {
    en: 'This format is not agreed with this partner; see the partner profile',
    zh: '该格式未与此伙伴约定，请查看伙伴配置',
  },
  byteOffset: 0,
  line: 1,
};

export const holdsNul: FileError = {
  code: 'gateway.file.nul',
  message: {
    en: 'The file holds a NUL character, which no document may: it was damaged or is of another kind',
    zh: '文件含有空字符（NUL），单据中不允许出现：文件可能已损坏或类型不符',
  },
};

export const tooLong = (bytes: number): FileError => ({
  code: 'gateway.file.over-agreed-size',
  message: {
    en: `The file is over the ${bytes} bytes agreed with this partner; send it in several parts`,
    zh: `文件超过与该伙伴约定的 ${bytes} 字节，请拆分后分批发送`,
  },
});

/** A file nobody agreed on, or that is no document at all: kept, refused, and said why. */
export const unreadable = (format: Format, error: FileError): Reading => ({
  judgement: {
    format,
    charset: null,
    control: null,
    controls: [],
    errors: [error],
    messages: [],
    rows: [],
    rejected: true,
  },
  acknowledgements: [],
  events: [],
});

/** A file that holds NUL where its syntax has none: nothing of it is read. */
export const damaged = ({ format, hasWideCharacters }: EdiSyntax, content: Buffer): Reading | null => {
  const nul = hasWideCharacters ? -1 : content.indexOf(0);
  return nul >= 0 ? unreadable(format, { ...holdsNul, byteOffset: nul }) : null;
};
