import { acknowledgeEdifact, judgedBy, owesControl, readEdifactFile } from '@tradeloom/edi';
import { edifactMadeFile, firstMessage } from '../outbound/make-file.ts';
import { readingRules } from '../profiles/reading-rules.ts';
import { edifactWriting } from '../profiles/writing-rules.ts';
import type { EdiSyntax } from './edi-syntax.ts';

/** What speaks against an interchange stands in it as a finding of UNB; one CONTRL answers it. */
export const edifactSyntax: EdiSyntax = {
  format: 'edifact',
  hasWideCharacters: false,
  isCounted: true,
  identityOf: ({ control }) => control,

  readFile: (content, { profile }, map) => readEdifactFile(content, { ...readingRules(profile), ...(map && { map }) }),

  judge(received, knowledge) {
    const judged = judgedBy(received, knowledge);
    const refused = judged.errors.some(({ severity }) => severity === 'error');
    return { received: judged, knowledge, refused, found: [] };
  },

  async acknowledge({ at, draw }, { profile }, { received }) {
    if (!owesControl(received, profile.acknowledgements.contrl)) return [];
    const control = await draw('interchange');
    const writing = { ...edifactWriting(profile), firstMessage: await firstMessage(profile, draw) };
    return [edifactMadeFile('CONTRL', acknowledgeEdifact(received, { control, at, writing }), control)];
  },
};
