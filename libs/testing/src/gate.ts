/** What holds a handler up; opened at the end of a failed test too, so that the bus can stop. */
export class Gate {
  readonly reached = Promise.withResolvers<void>();
  private readonly opened = Promise.withResolvers<void>();

  async pass(): Promise<void> {
    this.reached.resolve();
    await this.opened.promise;
  }

  open(): void {
    this.opened.resolve();
  }

  [Symbol.dispose](): void {
    this.open();
  }
}
