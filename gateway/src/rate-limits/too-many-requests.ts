/** Answered 429; the reply's headers say when to come back. */
export class TooManyRequests extends Error {
  readonly statusCode = 429;

  constructor() {
    super('too many requests');
    this.name = 'TooManyRequests';
  }
}
