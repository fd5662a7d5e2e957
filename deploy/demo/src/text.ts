/** A text for people, in both languages of the product. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** The language of the terminal, as the system says it. */
export const speaks = (env: NodeJS.ProcessEnv): keyof Text =>
  /^zh/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'zh' : 'en';
