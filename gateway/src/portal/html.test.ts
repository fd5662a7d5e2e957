import { html } from './html.ts';

describe('a page', () => {
  // ASVS V1.2.1
  it('shows whatever it is given as text, in elements and in attributes', () => {
    const name = `"><script>alert('1')</script>&`;
    const safe = '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;';
    expect(html`<b title="${name}">${[name]}</b>`.text).toBe(`<b title="${safe}">${safe}</b>`);
  });

  // ASVS V1.1.2
  it('escapes once, at the end: what looks escaped already is shown as it was written', () => {
    expect(html`<p>${'&lt;b&gt; & <i>'}</p>`.text).toBe('<p>&amp;lt;b&amp;gt; &amp; &lt;i&gt;</p>');
  });

  it('keeps what is a page already, and leaves out what is not there', () => {
    expect(html`<p>${html`<i>${1}</i>`}${null}${undefined}${false}</p>`.text).toBe('<p><i>1</i></p>');
  });
});
