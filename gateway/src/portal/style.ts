import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

const style = `:root{--ink:#1b2733;--soft:#5b6b7b;--line:#dde4ea;--accent:#0b6bcb;--ground:#f6f8fa}
*{box-sizing:border-box}
body{margin:0;font:16px/1.55 'Noto Sans SC Variable',system-ui,sans-serif;color:var(--ink);background:var(--ground)}
header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;padding:.8rem 1rem;background:#fff;border-bottom:1px solid var(--line)}
header strong{font-size:1.1rem}header nav{margin-left:auto;display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;white-space:nowrap}
main{max-width:52rem;margin:0 auto;padding:1rem}
a{color:var(--accent)}
h1{font-size:1.35rem;margin:.4rem 0 1rem}
form{background:#fff;border:1px solid var(--line);border-radius:8px;padding:1rem;max-width:24rem}
label{display:block;margin:.6rem 0 .2rem;color:var(--soft)}
input{width:100%;padding:.6rem;font:inherit;border:1px solid var(--line);border-radius:6px}
button{margin-top:1rem;padding:.6rem 1.2rem;font:inherit;color:#fff;background:var(--accent);border:0;border-radius:6px}
form.plain{padding:0;border:0;max-width:none}form.plain button{margin:0;padding:.3rem .8rem;color:var(--accent);background:#fff;border:1px solid var(--line)}
ol.timeline{list-style:none;margin:0;padding:0;border-left:3px solid var(--line)}
ol.timeline li{position:relative;margin:0 0 .6rem .9rem;padding:.6rem .8rem;background:#fff;border:1px solid var(--line);border-radius:8px}
ol.timeline li::before{content:'';position:absolute;left:-1.4rem;top:1rem;width:.7rem;height:.7rem;border-radius:50%;background:var(--accent)}
.meta{display:flex;flex-wrap:wrap;gap:.1rem .8rem;color:var(--soft);font-size:.85rem}
.meta code{overflow-wrap:anywhere}
ul.orders{list-style:none;padding:0}ul.orders li{margin:0 0 .5rem;padding:.6rem .8rem;background:#fff;border:1px solid var(--line);border-radius:8px}
h2{font-size:1.1rem;margin:1.2rem 0 .6rem}
form.search{display:grid;grid-template-columns:1fr auto;gap:.2rem .6rem;max-width:none}form.search label{grid-column:1/-1;margin:0}form.search button{margin:0}
.choices{display:flex;flex-wrap:wrap;gap:.3rem .9rem}.choices a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
.wide{overflow-x:auto;background:#fff;border:1px solid var(--line);border-radius:8px}
.wide table{border-collapse:collapse;width:100%;font-size:.9rem}.wide th,.wide td{padding:.45rem .7rem;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}
.wide th{color:var(--soft);font-weight:500}tr.overdue td:nth-child(2),tr.rejected td:nth-child(2),tr.refused td:nth-child(2){color:#b3261e;font-weight:600}
li.asked{border-color:var(--accent)!important}a.soft{color:var(--soft);font-size:.85rem;margin-left:.6rem}
.error{color:#b3261e}.warning,.fix{color:var(--soft);font-size:.9rem}.fix{overflow-wrap:anywhere}mark{background:#ffe08a;padding:0 .2rem;overflow-wrap:anywhere}
.verdict{padding:.6rem .8rem;background:#fff;border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:8px}
select{width:100%;padding:.6rem;font:inherit;border:1px solid var(--line);border-radius:6px;background:#fff}
fieldset{border:0;padding:0;margin:0}legend{color:var(--soft);padding:0}label.choice{display:flex;gap:.6rem;align-items:baseline;color:var(--ink)}label.choice input{width:auto}label.choice small{display:block;color:var(--soft)}
form small{display:block;color:var(--soft);margin-bottom:.3rem}details{margin:1rem 0}summary{font-size:1.1rem;cursor:pointer;margin-bottom:.6rem}
table.read td.wrong{background:#ffe08a}table.read tr.rejected td:first-child{color:#b3261e;font-weight:600}table.read tr.rejected td:nth-child(2){color:inherit;font-weight:inherit}.wide th.soft{opacity:.6}
body.api{max-width:60rem;margin:2rem auto;padding:0 1rem;background:#fff}body.api td{padding:.2rem .8rem .2rem 0}
`;

/** Named by what it says: a page of a new release never meets an old style. */
export const stylePath = `/assets/style-${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`;

/** A file of its own: pages may then forbid every style that stands in them. */
export const serveStyle = (fastify: FastifyInstance): void => {
  fastify.get(stylePath, (_request, reply) =>
    reply
      .header('content-type', 'text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(style),
  );
};
