/**
 * An event speaks of something that has not arrived here yet. Topics have no mutual order, so this is
 * no fault: the event waits and comes again.
 */
export class NotYetKnown extends Error {
  constructor(noun: string, id: string) {
    super(`${noun} ${id} is not known here yet`);
    this.name = 'NotYetKnown';
  }
}
