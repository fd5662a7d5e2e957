import { copyXml, xmlAttributes } from './copy-xml.ts';
import type { Attributes } from './walk-xml.ts';
import type { ZipParts } from './zip-gate.ts';

export interface MarkedStyles {
  /** `xl/styles.xml` with the marks. */
  readonly xml: Uint8Array;
  /** The cell format that is as this one, but marked as wrong. */
  marked(style: number): number;
  /** Text that wraps. */
  readonly note: number;
}

const yellow = 'FFFFE08A';
/** Excel takes some 64,000 cell formats; a workbook with more than this gets no marks. */
const mostStyles = 10_000;

/** Doubles every cell format of the workbook with a yellow ground, so that a marked cell keeps all else. */
export const markedStyles = async (parts: ZipParts): Promise<MarkedStyles | undefined> => {
  const formats: { attributes: Attributes; inside: string[] }[] = [];
  let fills = 0;
  let within = '';
  const xml = await copyXml(parts, 'xl/styles.xml', {
    open: (name, attributes) => {
      if (name === 'fills' || name === 'cellXfs') {
        within = name;
        return Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== 'count'));
      }
      if (within === 'fills' && name === 'fill') fills += 1;
      if (within === 'cellXfs' && name === 'xf') formats.push({ attributes, inside: [] });
      else if (within === 'cellXfs' && (name === 'alignment' || name === 'protection'))
        formats.at(-1)?.inside.push(`${name}${xmlAttributes(attributes)}`);
      return undefined;
    },
    beforeClose: (name, write, prefix) => {
      if (name === 'fills') {
        write(
          `<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="${yellow}"/></${prefix}patternFill></${prefix}fill>`,
        );
      }
      if (name === 'cellXfs') {
        for (const { attributes, inside } of formats.slice(0, mostStyles)) {
          const marked = { ...attributes, fillId: String(fills), applyFill: '1' };
          write(
            `<${prefix}xf${xmlAttributes(marked)}>${inside.map((child) => `<${prefix}${child}/>`).join('')}</${prefix}xf>`,
          );
        }
        write(
          `<${prefix}xf numFmtId="0" fontId="0" fillId="0" borderId="0" applyAlignment="1"><${prefix}alignment vertical="top" wrapText="1"/></${prefix}xf>`,
        );
      }
      if (name === within) within = '';
    },
  });
  const count = formats.length;
  if (fills === 0 || count === 0 || count > mostStyles) return undefined;
  return { xml, marked: (style) => count + Math.min(Math.max(style, 0), count - 1), note: 2 * count };
};
