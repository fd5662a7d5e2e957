import { type Html, html } from './html.ts';
import type { Language } from './language.ts';

interface SignIn {
  readonly language: Language;
  /** where the form goes */
  readonly action: string;
  readonly failed: boolean;
  /** where to sign in at the company's identity provider, if there is one */
  readonly provider?: string | undefined;
}

export const signInForm = ({ language, action, failed, provider }: SignIn): Html => {
  const zh = language === 'zh';
  return html`<form method="post" action="${action}">
${failed && html`<p class="error" role="alert">${zh ? '用户名或密码不正确' : 'Login or password is wrong'}</p>`}
<label for="login">${zh ? '用户名' : 'Login'}</label><input id="login" name="login" autocomplete="username" required>
<label for="password">${zh ? '密码' : 'Password'}</label><input id="password" name="password" type="password" autocomplete="current-password" required>
<button>${zh ? '登录' : 'Sign in'}</button>
</form>${provider && html`<p><a id="provider" href="${provider}">${zh ? '使用企业账号登录' : 'Sign in with your company account'}</a></p>`}`;
};
