import { acknowledgeEdifact, judgedBy, owesControl, readEdifactFile } from '@tradeloom/edi';
import { nextControl } from '../outbound/control-numbers.ts';
import { edifactMadeFile } from '../outbound/make-file.ts';
import type { EdiSyntax } from './edi-syntax.ts';

/** What speaks against an interchange stands in it as a finding of UNB; one CONTRL answers it. */
export const edifactSyntax: EdiSyntax = {
  format: 'edifact',
  hasWideCharacters: false,
  isCounted: true,
  identityOf: ({ control }) => control,

  readFile: (content) => readEdifactFile(content),

  judge(received, knowledge) {
    const judged = judgedBy(received, knowledge);
    const refused = judged.errors.some(({ severity }) => severity === 'error');
    return { received: judged, knowledge, refused, found: [] };
  },

  async acknowledge(tx, partner, { received }) {
    if (!owesControl(received)) return [];
    const control = await nextControl(tx, partner, 'interchange');
    return [edifactMadeFile('CONTRL', acknowledgeEdifact(received, { control, at: tx.at }), control)];
  },
};
