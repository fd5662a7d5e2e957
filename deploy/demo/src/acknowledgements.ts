import { same, there } from './check.ts';
import { eventually } from './eventually.ts';
import type { FetchedFile, Journey, PartnerId } from './journey.ts';
import type { SentFile } from './sent-file.ts';
import { readX12, type X12File } from './x12-file.ts';

/** The 997 that the gateway made for a file: accepted, and about the partner's own group and set. */
export const checkAccepted = async (journey: Journey, partner: PartnerId, sent: SentFile): Promise<void> => {
  const [id] = sent.fate.acknowledgements;
  const bytes = await journey.platform.content(partner, there(`acknowledgement of ${sent.id}`, id));
  journey.keep(`out-${partner}-997.edi`, bytes);
  const ack = readX12(Buffer.from(bytes).toString('utf8'));
  const own = readX12(Buffer.from(sent.bytes).toString('utf8'));
  same('997 ST01', ack.first('ST')[1], '997');
  same('997 AK1', ack.first('AK1').slice(1, 3), [own.first('GS')[1], own.first('GS')[6]]);
  same('997 AK5', ack.first('AK5')[1], 'A');
  same('997 AK9', ack.first('AK9').slice(1), ['A', '1', '1', '1']);
};

const numbersOf = (x12: X12File): Record<string, string> => ({
  functional: x12.first('GS')[1] ?? '',
  acknowledged: x12.first('GS')[6] ?? '',
  type: x12.first('ST')[1] ?? '',
  set: x12.first('ST')[2] ?? '',
});

/** The partner's translator acknowledges a file that it fetched; the platform then knows that it arrived. */
export const acknowledge = async (
  journey: Journey,
  partner: 'harbor-pine' | 'jingsu',
  file: FetchedFile,
): Promise<void> => {
  await journey.send(partner, 'acknowledge-997.edi', numbersOf(file.x12));
  await eventually(`${file.interchange.messageType} to ${partner} is acknowledged`, async () => {
    const { status } = await journey.platform.interchange(partner, file.interchange.id);
    same(`interchange ${file.interchange.id} status`, status, 'acknowledged');
  });
};
