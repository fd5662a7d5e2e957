import type { InterchangeAcknowledgement } from '../../canonical/documents.ts';
import { loopsOf } from '../../structure/match-structure.ts';
import type { Loop, MessageReader } from '../message.ts';
import type { Segment } from '../segment.ts';

/*
 * CONTRL Syntax and service report (ISO 9735-4): what the receiver's translator says about one of our interchanges.
 * It is only read here; `acknowledgeEdifact` writes it straight from what was received.
 *
 *   UCI  our control reference; 0083 action: 4 rejected, 7 acknowledged, 8 received; 0085 syntax error
 *   SG1  UCM our message reference and type, action, error; SG2 UCS segment in error, UCD its elements
 *   SG3  UCF group, SG4 UCM within it
 */
export const contrl: MessageReader<InterchangeAcknowledgement> = {
  codes: { 'UCI 4.1': ['4', '7', '8'], 'UCM 3.1': ['4', '7'], 'UCF 4.1': ['4', '7'] },
  needs: [],

  read({ root, header: uci }) {
    const groups = loopsOf(root, 'UCF');
    const messages = [root, ...groups].flatMap((loop) => loopsOf(loop, 'UCM')).map(messageOf);
    const refusals = [uci.at(4, 1), ...groups.map((group) => headOf(group).at(4, 1))].includes('4');
    return {
      kind: 'interchange-acknowledgement',
      control: uci.at(1, 1),
      outcome: refusals ? 'rejected' : outcomeOf(uci.at(4, 1), messages),
      ...(uci.at(5, 1) && { error: uci.at(5, 1) }),
      messages,
    };
  },
};

type Answered = InterchangeAcknowledgement['messages'][number];

const headOf = (loop: Loop): Segment => loop.segments[0] as Segment;

const outcomeOf = (action: string, messages: readonly Answered[]): InterchangeAcknowledgement['outcome'] => {
  const rejected = messages.filter(({ outcome }) => outcome === 'rejected').length;
  if (rejected > 0) return rejected === messages.length ? 'rejected' : 'partially-accepted';
  return action === '8' ? 'received' : 'accepted';
};

const messageOf = (loop: Loop): Answered => {
  const ucm = headOf(loop);
  return {
    type: ucm.at(2, 1),
    control: ucm.at(1, 1),
    outcome: ucm.at(3, 1) === '4' ? 'rejected' : 'accepted',
    ...(ucm.at(4, 1) && { error: ucm.at(4, 1) }),
    segments: loopsOf(loop, 'UCS').map((segment) => ({
      position: Number(headOf(segment).at(1, 1)),
      ...(headOf(segment).at(2, 1) && { error: headOf(segment).at(2, 1) }),
    })),
  };
};
