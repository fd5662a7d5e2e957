/** A file in a folder. */
export interface Entry {
  readonly name: string;
  /** bytes */
  readonly size: number;
  readonly at: Date;
}

/** A file that can be read. */
export interface ReadableFile {
  readonly entry: Entry;
  readonly content: Buffer;
  /** Once the client has read all of it and closed it. */
  readonly fetched?: () => Promise<void>;
}

/** One folder of one partner. */
export interface Folder {
  list(): Promise<readonly Entry[]>;
  /** Null when there is no such file. */
  stat(name: string): Promise<Entry | null>;
  /** @throws Refusal when there is no such file */
  read(name: string): Promise<ReadableFile>;
}
