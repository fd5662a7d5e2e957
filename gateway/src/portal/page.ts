import { words } from './exchange-words.ts';
import { feedWords } from './feed-words.ts';
import { type Html, html } from './html.ts';
import type { Language } from './language.ts';
import { stylePath } from './style.ts';

interface Page {
  readonly title: string;
  readonly language: Language;
  /** The same page in the other language. */
  readonly otherLanguageUrl: string;
  readonly person?: string | undefined;
  readonly content: Html;
}

/** Every page: readable on a phone, in the reader's language, with a font of its own. */
export const page = ({ title, language, otherLanguageUrl, person, content }: Page): string =>
  html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Tradeloom</title>
<link rel="stylesheet" href="/assets/fonts/index.css">
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<header><strong>Tradeloom</strong><nav><a href="/?lang=${language}">${language === 'zh' ? '订单' : 'Orders'}</a>${person && html`<a href="/feeds?lang=${language}">${feedWords.feeds[language]}</a><a href="/exchange?lang=${language}">${words.exchange[language]}</a>`}<a href="${otherLanguageUrl}" hreflang="${language === 'zh' ? 'en' : 'zh-CN'}">${language === 'zh' ? 'English' : '中文'}</a>${person && html`<span>${person}</span><form class="plain" method="post" action="/sign-out?lang=${language}"><button>${language === 'zh' ? '退出登录' : 'Sign out'}</button></form>`}</nav></header>
<main><h1>${title}</h1>
${content}
</main>
</body>
</html>`.text;
