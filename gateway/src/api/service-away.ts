/** A service could not be reached, fell silent, or does not take our word for the caller: the caller is answered 503. */
export class ServiceAway extends Error {
  readonly statusCode = 503;

  /** @param unheard nobody was there to hear the request: it surely had no effect */
  constructor(
    cause: Error,
    readonly unheard = (cause as NodeJS.ErrnoException).code === 'ECONNREFUSED',
  ) {
    super(`the service is away: ${cause.message}`, { cause });
    this.name = 'ServiceAway';
  }
}
