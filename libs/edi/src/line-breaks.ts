/** Whether a line break stands behind each segment, and which. */
export type LineBreaks = boolean | '\n' | '\r\n' | '\r';

export const lineBreakOf = (lineBreaks: LineBreaks = true): string =>
  typeof lineBreaks === 'string' ? lineBreaks : lineBreaks ? '\n' : '';
