import { type Html, html } from './html.ts';
import type { Language } from './language.ts';

/** A moment as people in China read their clocks. */
export const instant = (at: Date, language: Language): Html =>
  html`<time datetime="${at.toISOString()}">${new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'Asia/Shanghai',
  }).format(at)}</time>`;
