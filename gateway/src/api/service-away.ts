/** A service could not be reached, or fell silent: the caller is answered 503. */
export class ServiceAway extends Error {
  readonly statusCode = 503;
  /** Nobody was there to hear the request: it surely had no effect. */
  readonly unheard: boolean;

  constructor(cause: NodeJS.ErrnoException) {
    super('the service is away', { cause });
    this.name = 'ServiceAway';
    this.unheard = cause.code === 'ECONNREFUSED';
  }
}
